import { describe, expect, it } from 'vitest';
import { getRole } from './get-role';
import { account, document, PROD, role, TOOLING, trust } from './test-estate';
import { DEPLOY, ec2, workspaceOf } from './test-workspace';

const VENDOR = '999900001111';

/** The findings on the page of the role `deploy`, trusted by these and with these permissions. */
async function findingsOf(trusted: unknown, permissions = document()) {
  const deploy = role(PROD, 'deploy', trusted, permissions);
  const { deps, actor } = workspaceOf({
    [TOOLING]: account([role(TOOLING, 'ci-deploy', ec2)]),
    [PROD]: account([deploy]),
  });
  const page = await getRole(deps, actor, DEPLOY);
  if (!page.ok) throw new Error(page.error.kind);
  return page.value;
}

describe('the findings on a role page', () => {
  it('0.6: say what is so, why it matters, where it stands and how to mend it', async () => {
    const { findings, policies } = await findingsOf(trust({ AWS: VENDOR }));
    const [finding] = findings;
    expect(finding).toMatchObject({
      severity: 'high',
      sentence: `Account ${VENDOR} is outside your organisation: ask it for an external ID and demand it.`,
      policyIndex: 0,
      policyName: 'trust policy',
    });
    expect(finding?.why).toContain('role deploy');
    expect(finding?.fix?.note).toContain('external ID');
    expect(JSON.parse(finding?.fix?.text ?? '')).toMatchObject({
      Statement: [
        { Condition: { StringEquals: { 'sts:ExternalId': expect.any(String) } } },
      ],
    });
    expect(policies[0]?.kind).toBe('trust');
  });

  it('name the lines of the document as the page prints it', async () => {
    const { findings, policies } = await findingsOf(
      ec2,
      document(
        { Action: 's3:GetObject', Resource: '*' },
        { Action: 'sts:AssumeRole', Resource: '*' },
      ),
    );
    const [finding] = findings;
    const [, first = 0, last = 0] =
      /^statement 2, lines (\d+) to (\d+)$/.exec(finding?.where ?? '')?.map(Number) ?? [];
    const policy = policies[finding?.policyIndex ?? -1];
    const lines =
      policy?.text
        .split('\n')
        .slice(first - 1, last)
        .join('') ?? '';
    expect(policy?.kind).toBe('inline');
    expect(JSON.parse(lines.replace(/,$/, ''))).toMatchObject({
      Action: 'sts:AssumeRole',
    });
  });

  it('put the gravest first', async () => {
    const { findings } = await findingsOf(
      trust({ AWS: ['*', VENDOR, `arn:aws:iam::${TOOLING}:root`] }),
    );
    const rank = { critical: 0, high: 1, medium: 2, low: 3 };
    const ranks = findings.map(({ severity }) => rank[severity]);
    expect(findings[0]?.severity).toBe('critical');
    expect(new Set(ranks).size).toBeGreaterThan(1);
    expect(ranks).toEqual([...ranks].sort());
  });

  it('are none where nothing stands out', async () => {
    expect((await findingsOf(ec2)).findings).toEqual([]);
  });
});
