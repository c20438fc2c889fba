import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { AccountIdText } from './account-id-text';
import { ArnText } from './arn-text';
import { Banner } from './banner';
import { Button } from './button';
import { DataTable } from './data-table';
import { Field } from './field';
import { SaidText } from './said-text';
import { Time } from './time';

const text = (markup: string) => markup.replace(/<[^>]+>/g, '');

it('shows an account ID in three groups that copy as twelve digits', () => {
  const markup = renderToStaticMarkup(<AccountIdText id="012345678901" />);
  expect(markup).toContain('<span>0123</span><span>4567</span><span>8901</span>');
  expect(text(markup)).toBe('012345678901');
});

it('keeps every character of a long ARN in the page', () => {
  const arn = 'arn:aws:iam::111122223333:role/service/deploy-to-production';
  const markup = renderToStaticMarkup(<ArnText arn={arn} />);
  expect(text(markup)).toBe(arn);
  expect(markup).toContain(`title="${arn}"`);
});

it('shows the moments of a sentence as times', () => {
  const markup = renderToStaticMarkup(
    <SaidText text="Ended by Rae Kim, 2026-11-26 22:58 UTC. Nobody has reviewed it yet." />,
  );
  expect(markup).toContain('<time dateTime="2026-11-26T22:58Z"');
  expect(text(markup)).toBe(
    'Ended by Rae Kim, 26 Nov 2026 22:58 UTC. Nobody has reviewed it yet.',
  );
  const dated = renderToStaticMarkup(
    <SaidText text="if the time is before 2031-05-04T10:00:00Z" />,
  );
  expect(text(dated)).toBe('if the time is before 4 May 2031 10:00 UTC');
});

it.each([
  'if the external ID is 2026-11-26T18:30:00Z',
  'on arn:aws:s3:::logs/2026-11-26T18:30:00Z.json',
  'if the time is before 2026-13-45T00:00:00Z',
  'Ended by Rae Kim, 2026-13-45 22:58 UTC.',
  'the external ID of account 999900001111/42 is another',
])('leaves every sign of “%s” as it is', (sentence) => {
  expect(renderToStaticMarkup(<SaidText text={sentence} />)).toBe(sentence);
});

it('groups the account IDs of a sentence, and leaves other numbers alone', () => {
  const markup = renderToStaticMarkup(
    <SaidText text="Account 999900001111 asks for db1-practice-888877776666." />,
  );
  expect(markup).toContain('<span>9999</span><span>0000</span><span>1111</span>');
  expect(markup).toContain('db1-practice-888877776666.');
});

it('ties the error of a field to its input', () => {
  const markup = renderToStaticMarkup(
    <Field id="account" label="Account ID" error="An AWS account ID has 12 digits." />,
  );
  const input = /<input[^>]*>/.exec(markup)?.[0] ?? '';
  expect(input).toContain('id="account"');
  expect(input).toContain('aria-invalid="true"');
  expect(markup).toContain('An AWS account ID has 12 digits.');
});

it('tells by a word as well as by a colour that a banner is about a problem', () => {
  const markup = renderToStaticMarkup(<Banner tone="danger" title="AWS refused" />);
  expect(text(markup)).toContain('Problem: AWS refused');
});

it('says what a waiting button waits for', () => {
  const markup = renderToStaticMarkup(
    <Button isPending pendingText="Asking AWS…">
      Apply
    </Button>,
  );
  expect(text(markup)).toBe('Asking AWS…');
  expect(markup).toContain('data-pending="true"');
});

it('writes a time in UTC on the server, where the reader’s zone is not known', () => {
  const markup = renderToStaticMarkup(<Time at="2026-11-27T16:05:09Z" format="time" />);
  expect(text(markup)).toBe('16:05 UTC');
  expect(markup).toContain('title="2026-11-27 16:05:09 UTC"');
});

describe('a table', () => {
  const markup = renderToStaticMarkup(
    <DataTable
      caption="Accounts"
      rows={[{ id: '1', name: 'Prod', health: 'Nothing missing' }]}
      rowKey={(row) => row.id}
      columns={[
        { id: 'name', header: 'Account', card: 'title', cell: (row) => row.name },
        { id: 'health', header: 'Health', cell: (row) => row.health },
      ]}
    />,
  );

  it('keeps its roles when a narrow screen turns it into cards', () => {
    for (const role of ['table', 'rowgroup', 'row', 'columnheader', 'cell']) {
      expect(markup).toContain(`role="${role}"`);
    }
  });

  it('labels a value of a card by its column, but not the title', () => {
    expect(markup).toMatch(/cell-label[^>]*>Health</);
    expect(markup).not.toMatch(/cell-label[^>]*>Account</);
  });
});
