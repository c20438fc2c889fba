import { expect, it } from 'vitest';
import type { Notice } from '@/lib/ports';
import { mailBody, noticeText, slackBody } from './notice-text';

const ORIGIN = 'https://drawbridge.example.com';
const request = {
  requestId: 'r1',
  personName: 'Mei',
  places: ['deploy in Prod', 'deploy in Data'],
  page: '/requests/r1',
} as const;

const NOTICES: [notice: Notice, subject: string][] = [
  [
    {
      ...request,
      places: [...request.places],
      event: 'request-made',
      reason: 'An incident.',
      ticket: 'OPS-7',
      durationSeconds: 5400,
    },
    'Mei asks for deploy in Prod, deploy in Data',
  ],
  [
    {
      ...request,
      places: ['deploy in Prod'],
      event: 'request-decided',
      isApproved: false,
      deciderName: 'Ana',
      comment: null,
    },
    'Ana refused deploy in Prod for Mei',
  ],
  [
    {
      ...request,
      places: ['deploy in Prod'],
      event: 'request-ended',
      how: 'cancelled',
      byName: 'Mei',
    },
    'What Mei asked for was taken back',
  ],
  [
    {
      ...request,
      places: ['deploy in Prod'],
      event: 'request-ended',
      how: 'ran-out',
      byName: null,
    },
    'What Mei asked for has come to its end',
  ],
  [
    {
      ...request,
      places: ['deploy in Prod'],
      event: 'break-glass-used',
      reason: 'Fire.',
      durationSeconds: 3600,
    },
    'Mei broke the glass for deploy in Prod',
  ],
  [
    {
      ...request,
      places: ['deploy in Prod'],
      event: 'break-glass-reviewed',
      byName: 'Ana',
      comment: 'It was a real outage.',
    },
    'Ana closed the review of deploy in Prod for Mei',
  ],
  [
    {
      event: 'access-ends-soon',
      title: 'ci-deploy reads app-logs',
      endsAt: '2026-12-01T08:00:00.000Z',
      page: '/plans/p1',
    },
    'ci-deploy reads app-logs ends on 2026-12-01 08:00 UTC',
  ],
  [
    {
      event: 'proof-turned-red',
      planId: 'p1',
      title: 'ci-deploy reads app-logs',
      sentence: 'A stranger was let in.',
      page: '/plans/p1',
    },
    'The proof of ci-deploy reads app-logs has turned red',
  ],
  [
    {
      event: 'session-revoked',
      revocationId: 'v1',
      byName: 'Ana',
      what: 'the session db-mei-aaaaaaaa of deploy',
      sentence: '',
      page: '/access/sessions',
    },
    'Ana revoked the session db-mei-aaaaaaaa of deploy',
  ],
  [
    {
      event: 'grant-ended',
      role: 'deploy in Data',
      toName: 'the group Platform',
      words: 'for up to 1 h',
      byName: null,
      page: '/',
    },
    'The grant of deploy in Data to the group Platform ended',
  ],
  [
    { event: 'password-set', linkByName: null, page: '/settings' },
    'Your password was changed',
  ],
  [
    { event: 'password-set', linkByName: 'Ana', page: '/settings' },
    'Your password was reset',
  ],
  [
    { event: 'passkey-added', name: 'Laptop', page: '/settings' },
    'A passkey was added for you',
  ],
  [
    { event: 'test', byName: 'Ana', page: '/settings/notifications' },
    'Drawbridge can reach you here',
  ],
];

it.each(NOTICES)(
  'says what happened in one line, and where to look: %o',
  (notice, subject) => {
    const text = noticeText(notice, ORIGIN);
    expect(text.subject).toBe(subject);
    expect(text.lines[0]).toMatch(/\.$/);
    expect(text.link.url).toBe(`${ORIGIN}${notice.page}`);
    expect(mailBody(text)).toContain(text.link.url);
  },
);

it('writes what people typed as text: no mention, no link, no second header', () => {
  const [[made] = []] = NOTICES;
  const notice = {
    ...made,
    personName: 'Mei\r\nBcc: all@example.com',
    reason: '<!channel> <https://evil.example|Sign in> & more\n\nReason: none',
  } as Notice;
  const text = noticeText(notice, ORIGIN);
  expect(text.subject).not.toMatch(/[\r\n]/);
  const body = JSON.parse(slackBody(text));
  expect(body.text).not.toMatch(/[\r\n]/);
  expect(body.blocks[1].text.text).toContain(
    '&lt;!channel&gt; &lt;https://evil.example|Sign in&gt; &amp; more Reason: none',
  );
});

it('keeps within what Slack takes, however much was typed', () => {
  const [[made] = []] = NOTICES;
  const long = 'x'.repeat(10_000);
  const notice = { ...made, personName: long, reason: long } as Notice;
  const body = JSON.parse(slackBody(noticeText(notice, ORIGIN)));
  expect(body.blocks[0].text.text.length).toBeLessThanOrEqual(150);
  expect(body.blocks[1].text.text.length).toBeLessThanOrEqual(3000);
});

it('names what goes along with the role of an access that ends', () => {
  const notice: Notice = {
    event: 'access-ends-soon',
    title: 'ci-deploy reads app-logs',
    endsAt: '2026-12-01T08:00:00.000Z',
    along: ['reader may call kms:Decrypt', 'reader lists exports'],
    page: '/plans/p1',
  };
  expect(noticeText(notice, ORIGIN).lines[1]).toBe(
    'With its role these go too: “reader may call kms:Decrypt”, “reader lists exports”.',
  );
});
