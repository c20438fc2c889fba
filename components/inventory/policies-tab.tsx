'use client';

import { ProofCode } from '@/components/bridge/proof-code';
import { ArnText } from '@/components/ui/arn-text';
import { Badge } from '@/components/ui/badge';
import { CopyButton } from '@/components/ui/copy-button';
import type { PolicyView, RoleDetailView } from '@/lib/inventory/role-schema';
import { codeLinesOf } from './code-lines-of';
import { FindingsList, policyAnchor } from './findings-list';

const KIND: Record<Exclude<PolicyView['kind'], 'trust'>, string> = {
  inline: 'inline',
  managed: 'managed by the account',
  'aws-managed': 'managed by AWS',
  boundary: 'permissions boundary',
};

/** What stands out in the role's policies, then every document that decides about it, whole. */
export function PoliciesTab({ role }: { role: RoleDetailView }) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4 pt-4">
      <FindingsList role={role} />
      <ul className="grid grid-cols-[minmax(0,1fr)] gap-4">
        {role.policies.map((policy, index) => (
          <li
            key={`${policy.kind} ${policy.name}`}
            id={policyAnchor(index)}
            className="scroll-mt-20"
          >
            <PolicyCard policy={policy} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function PolicyCard({ policy }: { policy: PolicyView }) {
  return (
    <section aria-label={policy.name} className="card px-6 pt-4 pb-5 max-md:px-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        {policy.kind === 'trust' ? (
          <h2>Trust policy</h2>
        ) : (
          <>
            <h2 className="wrap-anywhere">{policy.name}</h2>
            <Badge>{KIND[policy.kind]}</Badge>
          </>
        )}
        <span className="ms-auto">
          <CopyButton
            text={policy.text}
            what={policy.name}
            variant="quiet"
            size="small"
          />
        </span>
      </div>
      {policy.arn ? <ArnText arn={policy.arn} /> : null}
      <ProofCode look="aside" lines={codeLinesOf(policy.text)} />
    </section>
  );
}
