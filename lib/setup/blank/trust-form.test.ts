import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isObject, toList } from '@/lib/iam/parse/values';
import { anyForm, anyTrust } from '../fakes/any-trust';
import { DraftFields } from '../schema';
import { readTrust } from './read-trust';
import { guardsApart, sameForm } from './same-form';
import { fieldsOf, formOf, type TrustForm } from './trust-form';
import { writeTrust } from './write-trust';

const ANNA = 'arn:aws:iam::111122223333:user/anna';
const LEE = 'arn:aws:iam::111122223333:user/lee';

function read(text: string) {
  const seen = readTrust(text);
  if (!seen.ok) throw new Error(seen.message);
  return seen.value;
}

function written(text: string, form: TrustForm): string {
  const after = writeTrust(text, form);
  if (after === null) throw new Error('not written');
  return after;
}

/** Parts that no guard of the form can take over. */
const NO_GUARD =
  /document|kind Service|SecureTransport|PrincipalTag|BoolIfExists|DateGreaterThan|WithSAML/;

const styled = fc.constantFrom(0, 2, '\t');

describe('a trust policy and its form', () => {
  it('3.2: are the same after reading and writing, to the letter', () => {
    fc.assert(
      fc.property(anyTrust, styled, (document, indent) => {
        const text = JSON.stringify(document, null, indent);
        expect(writeTrust(text, read(text).form)).toBe(text);
      }),
    );
  });

  it('say the same after writing and reading, but for guards whose place is taken', () => {
    fc.assert(
      fc.property(anyTrust, anyForm, (document, form) => {
        const after = read(written(JSON.stringify(document), form)).form;
        expect(after.principals).toEqual(form.principals);
        const apart = guardsApart(after, form);
        const text = JSON.stringify(document);
        const isTaken = /acme-43|RequestTag\/team|TagKeys|RoleSessionName/.test(text);
        // With MFA beside it, what the document says of its age is a guard of its own.
        const isMore = /MultiFactorAuthAge/.test(text);
        if (!isTaken && !isMore) expect(apart).toEqual([]);
      }),
    );
  });

  it('keep every part that the form does not show, whatever the form becomes', () => {
    fc.assert(
      fc.property(anyTrust, anyForm, anyForm, (document, first, second) => {
        const text = JSON.stringify(document);
        const before = read(text).unshown;
        const after = written(written(text, first), second);
        const left = read(after).unshown;
        // What a guard of the form has taken over is shown from then on.
        for (const part of left) expect(before).toContain(part);
        // Nothing else goes out of sight.
        const gone = before.filter((part) => !left.includes(part)).join('\n');
        expect(gone).not.toMatch(NO_GUARD);
        expect(leavesOf(JSON.parse(after))).toEqual(
          expect.arrayContaining(unshownLeaves(text)),
        );
      }),
    );
  });

  it('pass through the fields of a draft', () => {
    fc.assert(
      fc.property(anyForm, (form) => {
        const fields = { ...DraftFields.parse({}), ...fieldsOf(form) };
        expect(formOf(fields)).toEqual(form);
      }),
    );
  });
});

/** Every value of a document with the way to it, positions in lists left out. */
function leavesOf(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((one) => leavesOf(one, path));
  if (isObject(value))
    return Object.entries(value).flatMap(([key, one]) => leavesOf(one, `${path}/${key}`));
  return [`${path} ${String(value)}`];
}

/** Those of the statements that the form is not about. */
function unshownLeaves(text: string): string[] {
  const document = JSON.parse(text);
  const names = read(text).unshown.join('\n');
  return toList(document.Statement).flatMap((statement, index) =>
    new RegExp(`Statement ${index + 1}(, \\w+)?: (whole|a denial)`).test(names)
      ? leavesOf(statement, '/Statement')
      : [],
  );
}

const BY_HAND = `{
  "Version": "2012-10-17",
  "Id": "by-hand",
  "Statement": [
    { "Sid": "NotFromThere", "Effect": "Deny", "Principal": "*", "Action": "sts:AssumeRole",
      "Condition": { "NotIpAddress": { "aws:SourceIp": "203.0.113.0/24" } } },
    { "Sid": "Mine", "Effect": "Allow", "Action": "sts:AssumeRole",
      "Principal": { "Service": "ec2.amazonaws.com", "AWS": "${ANNA}" },
      "Condition": { "StringEquals": { "aws:PrincipalTag/team": "ops", "sts:ExternalId": "acme-42" } } }
  ]
}`;

it('tells what it shows of a policy, and what it keeps beside', () => {
  expect(read(BY_HAND)).toEqual({
    form: { principals: [ANNA], guards: { externalId: 'acme-42' } },
    unshown: [
      'Id of the document',
      'Statement 1, NotFromThere: a denial',
      'Statement 2: principals of the kind Service',
      'Statement 2: the condition StringEquals on aws:PrincipalTag/team',
    ],
  });
});

it('adds and takes away what the form says, in the place and order of the document', () => {
  const form = { principals: [LEE, ANNA], guards: { mfa: '', sourceIdentity: 'db-*' } };
  const after = JSON.parse(written(BY_HAND, form));
  expect(Object.keys(after)).toEqual(['Version', 'Id', 'Statement']);
  expect(after.Statement[0]).toEqual(JSON.parse(BY_HAND).Statement[0]);
  expect(after.Statement[1]).toEqual({
    Sid: 'Mine',
    Effect: 'Allow',
    Action: ['sts:AssumeRole', 'sts:SetSourceIdentity'],
    Principal: { Service: 'ec2.amazonaws.com', AWS: [LEE, ANNA] },
    Condition: {
      StringEquals: { 'aws:PrincipalTag/team': 'ops' },
      Bool: { 'aws:MultiFactorAuthPresent': 'true' },
      StringLike: { 'sts:SourceIdentity': 'db-*' },
    },
  });
});

it('never writes over a condition of the document’s own', () => {
  const own = BY_HAND.replace('"acme-42"', '["acme-42", "acme-43"]');
  const form = { principals: [ANNA], guards: { externalId: 'acme-44' } };
  const after = written(own, form);
  expect(after).toBe(own);
  expect(guardsApart(read(after).form, form)).toEqual(['externalId']);
});

it('leaves a guard as it stands while its new value is being typed', () => {
  const form = { principals: [ANNA], guards: { externalId: 'a' } };
  expect(written(BY_HAND, form)).toBe(BY_HAND);
});

it('begins a policy where there is none, and adds a statement where none is its own', () => {
  const form = { principals: [ANNA], guards: {} };
  const fresh = JSON.parse(written('', form));
  expect(fresh.Statement).toEqual([
    {
      Sid: 'TrustedMayAssume',
      Effect: 'Allow',
      Principal: { AWS: ANNA },
      Action: 'sts:AssumeRole',
    },
  ]);
  const service =
    '{"Statement":{"Sid":"TrustedMayAssume","Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}}';
  const both = JSON.parse(written(service, form)).Statement;
  expect(both.map(({ Sid }: { Sid: string }) => Sid)).toEqual([
    'TrustedMayAssume',
    'TrustedMayAssume2',
  ]);
});

it.each([
  ['', 'There is no JSON here yet.'],
  ['{\n "Version": "2012-10-17",\n "Statement": [}', 'Line 3: Expected a value here.'],
  ['{\n"Id": "a",\n"Id": "b" }', 'Line 3: the key "Id" stands twice in one object.'],
  ['[]', 'Line 1: a policy stands in { and }.'],
  ['{"Statement": ["x"]}', 'Each statement stands in { and }.'],
])('says where %j cannot be read, and writes nothing into it', (text, message) => {
  expect(readTrust(text)).toEqual({ ok: false, message });
  if (text !== '')
    expect(writeTrust(text, { principals: [ANNA], guards: {} })).toBeNull();
});

it('takes forms for the same that are typed in another way', () => {
  const form = (guards: TrustForm['guards']) => ({ principals: [ANNA], guards });
  expect(sameForm(form({ sessionName: 'a1 b1' }), form({ sessionName: 'b1  a1' }))).toBe(
    true,
  );
  expect(sameForm(form({ mfa: '', mfaAge: '30' }), form({ mfaAge: '30' }))).toBe(true);
  expect(sameForm(form({ mfa: '' }), form({}))).toBe(false);
});
