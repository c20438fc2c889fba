'use client';

import { ProofCode } from '@/components/bridge/proof-code';
import { ArnText } from '@/components/ui/arn-text';
import { Badge } from '@/components/ui/badge';
import { CopyButton } from '@/components/ui/copy-button';
import type { PolicyView, RoleDetailView } from '@/lib/inventory/schema';

const KIND: Record<PolicyView['kind'], string> = {
  trust: 'trust policy',
  inline: 'inline',
  managed: 'managed by the account',
  'aws-managed': 'managed by AWS',
  boundary: 'permissions boundary',
};

const TONE = {
  critical: 'danger',
  high: 'danger',
  medium: 'warn',
  low: 'neutral',
} as const;

/** Every document that decides about the role, whole, with what stands out in it. */
export function PoliciesTab({ role }: { role: RoleDetailView }) {
  return (
    <ul className="grid grid-cols-[minmax(0,1fr)] gap-4 pt-4">
      {role.policies.map((policy) => (
        <li key={`${policy.kind} ${policy.name}`}>
          <PolicyCard policy={policy} />
        </li>
      ))}
    </ul>
  );
}

function PolicyCard({ policy }: { policy: PolicyView }) {
  return (
    <section aria-label={policy.name} className="card px-6 pt-4 pb-5 max-md:px-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 className="wrap-anywhere">{policy.name}</h2>
        <Badge>{KIND[policy.kind]}</Badge>
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
      <Findings policy={policy} />
      <ProofCode look="aside" lines={linesOf(policy.text)} />
    </section>
  );
}

const linesOf = (text: string) =>
  text.split('\n').map((line, index) => ({
    number: index + 1,
    text: line,
    isMatch: false,
  }));

function Findings({ policy }: { policy: PolicyView }) {
  if (policy.findings.length === 0) return null;
  return (
    <ul className="my-2 grid gap-1.5">
      {policy.findings.map((finding) => (
        <li key={finding.sentence} className="flex items-baseline gap-2">
          <Badge tone={TONE[finding.severity]}>{finding.severity}</Badge>
          <span className="min-w-0 wrap-anywhere">{finding.sentence}</span>
        </li>
      ))}
    </ul>
  );
}
