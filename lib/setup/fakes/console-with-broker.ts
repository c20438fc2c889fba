import { fakeConsole } from './console';
import { DATA, readings, TOOLING } from './inventory';

export const BROKER = 'drawbridge-hub-broker';
const TRUST = { Version: '2012-10-17', Statement: [] };
const MAY_ALL = {
  ...TRUST,
  Statement: [{ Effect: 'Allow', Action: 'sts:*', Resource: '*' }],
};

/** What this console signs in as, which a user of the account may become. */
export function consoleWithBroker() {
  const world = readings();
  const [pattern] = world[TOOLING]?.RoleDetailList ?? [];
  const anna = {
    Effect: 'Allow',
    Principal: { AWS: `arn:aws:iam::${TOOLING}:user/anna` },
    Action: 'sts:AssumeRole',
  };
  if (pattern)
    world[TOOLING]?.RoleDetailList.push({
      ...pattern,
      Path: '/drawbridge/',
      RoleName: BROKER,
      RoleId: 'AROABroker',
      Arn: `arn:aws:iam::${TOOLING}:role/drawbridge/${BROKER}`,
      AssumeRolePolicyDocument: { ...TRUST, Statement: [anna] } as never,
      RolePolicyList: [{ PolicyName: 'hand-out', PolicyDocument: MAY_ALL as never }],
    });
  const console = fakeConsole({ world });
  const trust = JSON.stringify(TRUST);
  console.deps.aws.roles.set(`${DATA} Data-Reader`, { trust, tags: {} });
  return console;
}
