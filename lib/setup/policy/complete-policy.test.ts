import { describe, expect, it } from 'vitest';
import { LIST, S3 } from '../fakes/vocabulary';
import type { EditedKind } from './complete-elements';
import { completePolicy, inventoryAt, servicesAt } from './complete-policy';

const LOGS = { arn: 'arn:aws:s3:::app-logs', name: 'app-logs', accountName: 'Data' };

/** `|` marks the cursor. */
function at(marked: string) {
  const cursor = marked.indexOf('|');
  return { text: marked.replace('|', ''), cursor };
}
function complete(marked: string, kind: EditedKind = 'identity') {
  const place = at(marked);
  const known = servicesAt(place).includes('s3') ? [S3] : [];
  const inventory = inventoryAt(place) ? [LOGS] : [];
  return completePolicy({ ...place, kind }, { list: LIST, known, inventory });
}
const labels = (marked: string, kind?: EditedKind) =>
  complete(marked, kind)?.options.map(({ label }) => label) ?? null;

/** The text as it stands after the first candidate, `[` and `]` around what is selected. */
function accepted(marked: string, label?: string): string {
  const { text } = at(marked);
  const found = complete(marked);
  const option = found?.options.find((one) => !label || one.label === label);
  if (!found || !option) return 'nothing to accept';
  const [from, to] = option.select;
  const { insert } = option;
  const shown = `${insert.slice(0, from)}‹${insert.slice(from, to)}›${insert.slice(to)}`;
  return text.slice(0, found.from) + shown + text.slice(found.to);
}

const statement = (inner: string) => `{"Version":"2012-10-17","Statement":[{${inner}}]}`;
const GET = '"Effect":"Allow","Action":["s3:GetObject"]';

describe('completing the names of elements', () => {
  it.each([
    ['{|', ['Version', 'Statement', 'Id']],
    ['{"Version":"2012-10-17",|', ['Statement', 'Id']],
    ['{"St|', ['Statement']],
    [
      statement('"Effect":"Allow",|'),
      ['Action', 'NotAction', 'Resource', 'NotResource', 'Condition', 'Sid'],
    ],
    [statement('"Effect":"Allow","A|"'), ['Action', 'NotAction']],
    [`[{"Effect":"Deny","Res|`, ['Resource', 'NotResource']],
    ['{"Statement":{"Eff|', ['Effect']],
  ])('%s', (marked, expected) => {
    expect(labels(marked)).toEqual(expected);
  });

  it('offers principals in a trust policy only', () => {
    expect(labels(statement('"Pri|'), 'trust')).toEqual(['Principal', 'NotPrincipal']);
    expect(labels(statement('"Pri|'))).toBeNull();
    expect(labels(statement('"Principal":{|'), 'trust')).toEqual([
      'AWS',
      'Service',
      'Federated',
    ]);
    expect(labels(statement('"Resou|'), 'trust')).toBeNull();
  });

  it.each([
    ['{"Sta|', '{"Statement": [{‹›}]'],
    ['{"Sta|"', '{"Statement": [{‹›}]'],
    ['{"Sta|": []}', '{"Statement"‹›: []}'],
    ['{ Ver|', '{ "Version": "2012-10-17"‹›'],
    ['[{"Act|"}]', '[{"Action": ["‹›"]}]'],
  ])('writes %s as %s', (marked, expected) => {
    expect(accepted(marked)).toBe(expected);
  });
});

describe('completing actions', () => {
  it('offers services by id and by the beginning of a word', () => {
    expect(labels(statement('"Action":["s|'))).toEqual(['s3:', 'sts:', 'ses:']);
    expect(labels(statement('"Action":"s3|"'))).toEqual(['s3:']);
  });

  it('goes on inside the quotes after a service', () => {
    const written = accepted('{"Statement":[{"Action":["s3|"]}]}');
    expect(written).toBe('{"Statement":[{"Action":["s3:‹›"]}]}');
  });

  it.each([
    [
      's3:',
      ['s3:GetObject', 's3:GetObjectAcl', 's3:ListBucket', 's3:ListAllMyBuckets', 's3:*'],
    ],
    ['s3:getobject', ['s3:GetObject', 's3:GetObjectAcl']],
    ['S3:LISTB', ['s3:ListBucket']],
    ['s3:nothing', null],
    ['s4:', null],
  ])('offers the actions for %s', (typed, expected) => {
    expect(labels(statement(`"Action":["${typed}|"]`))).toEqual(expected);
  });

  it('tells what an action does and at which level', () => {
    expect(complete(statement('"Action":"s3:GetObject|"'))?.options[0]).toMatchObject({
      detail: 'Read',
      says: 'Retrieve objects',
    });
  });

  it('takes the place of the whole name, wherever the cursor is in it', () => {
    expect(
      accepted(statement('"Action":["s3:GetOb|ject","s3:Put"]'), 's3:GetObjectAcl'),
    ).toBe(statement('"Action":["s3:GetObjectAcl"‹›,"s3:Put"]'));
  });

  it('leaves alone what follows a text that was never closed', () => {
    const marked = '{"Statement":[{"Action":["s3:ListB|\n  "Resource":"*"';
    expect(accepted(marked)).toBe(
      '{"Statement":[{"Action":["s3:ListBucket"‹›\n  "Resource":"*"',
    );
  });
});

describe('completing conditions', () => {
  it('offers operators, and their sets once they are begun', () => {
    expect(labels(statement(`${GET},"Condition":{"|`))).toContain('StringLike');
    expect(labels(statement(`${GET},"Condition":{"StringL|`))).toEqual([
      'StringLike',
      'StringLikeIfExists',
      'ForAnyValue:StringLike',
      'ForAnyValue:StringLikeIfExists',
      'ForAllValues:StringLike',
      'ForAllValues:StringLikeIfExists',
    ]);
  });

  it('offers the keys of the services in the statement, then those of all', () => {
    const marked = statement(`${GET},"Condition":{"StringLike":{"|`);
    expect(labels(marked)).toEqual([
      's3:prefix',
      'aws:ResourceTag/',
      'aws:PrincipalOrgID',
    ]);
    const other = statement('"Action":"sts:AssumeRole","Condition":{"StringLike":{"|');
    expect(labels(other)).toEqual(['aws:PrincipalOrgID', 'aws:ResourceTag/']);
  });

  it('knows the values of a test that has two', () => {
    const marked = statement(`${GET},"Condition":{"Bool":{"aws:SecureTransport":"|"`);
    expect(labels(marked)).toEqual(['true', 'false']);
    expect(labels(marked.replace('"Bool"', '"StringLike"'))).toBeNull();
  });
});

describe('completing resources', () => {
  it('offers the shapes of what the actions work on, and what is known of it', () => {
    expect(labels(statement(`${GET},"Resource":["|"]`))).toEqual([
      'arn:aws:s3:::app-logs/*',
      'arn:aws:s3:::app-logs',
      'arn:aws:s3:::BucketName/ObjectName',
      '*',
    ]);
  });

  it('offers them in a statement whose resources come first', () => {
    const marked = statement('"Resource":"|","Action":"s3:ListBucket"');
    expect(labels(marked)).toContain('arn:aws:s3:::BucketName');
  });

  it('selects the part that has to be filled in', () => {
    const marked = statement(`${GET},"Resource":"|"`);
    expect(accepted(marked, 'arn:aws:s3:::BucketName/ObjectName')).toBe(
      statement(`${GET},"Resource":"arn:aws:s3:::‹*›/*"`),
    );
  });
});

describe('completing principals', () => {
  const who = (principal: string) =>
    `{"Statement":[{"Effect":"Allow","Principal":${principal}}]}`;

  it.each([
    ['{"AWS":"ci|"}', 'role,user,account'],
    ['{"AWS":["arn:aws:iam::111122223333:root","ci|"]}', 'role,user,account'],
    ['{"Federated":"ci|"}', 'federated'],
  ])('looks in %s for %s', (principal, kinds) => {
    expect(inventoryAt(at(who(principal)))).toEqual({ q: 'ci', kinds });
  });

  it('offers whom the inventory knows', () => {
    expect(labels(who('{"AWS":"app|"}'), 'trust')).toEqual([LOGS.arn]);
    // An account is typed by its name, which its ARN does not hold.
    expect(labels(who('{"AWS":"data|"}'), 'trust')).toEqual([LOGS.arn]);
    expect(labels(who('{"Federated":"cog|"}'), 'trust')).toEqual([
      'cognito-identity.amazonaws.com',
    ]);
  });

  it('offers services by the name that a trust policy has', () => {
    expect(labels(who('{"Service":"lamb|"}'), 'trust')).toEqual(['lambda.amazonaws.com']);
    expect(labels(who('{"Service":["ec2.amazonaws.com","ecs|"]}'), 'trust')).toEqual([
      'ecs-tasks.amazonaws.com',
    ]);
    expect(inventoryAt(at(who('{"Service":"lamb|"}')))).toBeNull();
  });

  it('offers nothing in place of the types', () => {
    expect(labels(who('"app|"'), 'trust')).toBeNull();
    expect(inventoryAt(at(who('{"AW|"}')))).toBeNull();
  });
});

describe('small values', () => {
  it.each([
    [statement('"Effect":"|"'), ['Allow', 'Deny']],
    [statement('"Effect":D|'), ['Deny']],
    ['{"Version":"|"', ['2012-10-17', '2008-10-17']],
  ])('%s', (marked, expected) => {
    expect(labels(marked)).toEqual(expected);
  });
});

it.each([
  '|',
  '{}|',
  '{"Version":"2012-10-17"|}',
  statement('"Sid":"|"'),
  statement('"Effect" |'),
  ']]}|',
  '"\\|',
])('offers nothing at %s', (marked) => {
  expect(labels(marked)).toBeNull();
});
