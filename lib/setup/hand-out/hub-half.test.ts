import { expect, it } from 'vitest';
import { collectFacts } from '@/lib/iam/facts/world-facts';
import { CI, DATA, readings } from '../fakes/inventory';
import { hubLack, hubPiece } from './hub-half';

/** A world in which the role trusts the console, whose own identity has no policy. */
function pieceFor(accountId: string) {
  const accounts = readings();
  const [existing] = accounts[DATA]?.RoleDetailList ?? [];
  const roleArn = `arn:aws:iam::${accountId}:role/deploy`;
  const trust = {
    Statement: {
      Effect: 'Allow',
      Principal: { AWS: CI },
      Action: ['sts:AssumeRole', 'sts:SetSourceIdentity'],
    },
  };
  const role = {
    ...existing,
    RoleName: 'deploy',
    Path: '/',
    RoleId: 'AROADEPLOYDEPLOYDEPL',
    Arn: roleArn,
    AssumeRolePolicyDocument: trust,
  };
  accounts[accountId] = {
    RoleDetailList: [role],
    UserDetailList: [],
    GroupDetailList: [],
    Policies: [],
  };
  const handOut = { consoleArn: CI, roleArn };
  const lack = hubLack(collectFacts({ accounts }), handOut);
  if (lack?.kind !== 'own') throw new Error(`It lacks ${lack?.kind}.`);
  return { piece: hubPiece(handOut, lack.statement), statement: lack.statement };
}

it('keeps what the console may take elsewhere when a role of the same name is added', () => {
  const [one, other] = [pieceFor(DATA), pieceFor('777788889999')];
  expect(one.statement.Resource).not.toBe(other.statement.Resource);
  expect(one.statement.Sid).not.toBe(other.statement.Sid);
  expect(one.piece.target).not.toEqual(other.piece.target);
  expect(one.piece.target).toMatchObject({
    principalName: 'ci-deploy',
    policyName: `AllowAssume-deploy-${DATA}`,
  });
});
