'use client';

import { useQueryState } from 'nuqs';
import { ProofSpine } from '@/components/bridge/proof-spine';
import { Badge } from '@/components/ui/badge';
import { EmptyState } from '@/components/ui/empty-state';
import type { BankView } from '@/lib/core/views';
import type { CapabilityRow, RoleDetailView } from '@/lib/inventory/role-schema';
import { AnswerList } from './answer-list';
import { countOf } from './say-crossing';
import { TwoColumns } from './two-columns';

export function CanTab({ role }: { role: RoleDetailView }) {
  const [openId, setOpenId] = useQueryState('statement');
  const open = role.can.find(({ id }) => id === openId) ?? role.can[0] ?? null;
  if (!open) {
    return (
      <EmptyState title={`${role.role.name} can do nothing`}>
        No policy is attached to it. Whoever assumes it gets in and may do nothing there.
      </EmptyState>
    );
  }
  return (
    <TwoColumns
      list={
        <AnswerList
          label={`What ${role.role.name} can do`}
          title={countOf(role.can.length, 'statement')}
          aside="choose one for its proof"
          selectedId={open.id}
          onSelect={(id) => void setOpenId(id)}
          answers={role.can.map((row) => ({
            id: row.id,
            text: row.sentence,
            content: <CanAnswer row={row} />,
          }))}
        />
      }
      proof={<CanProof role={role} row={open} />}
    />
  );
}

function CanAnswer({ row }: { row: CapabilityRow }) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3">
      <div className="min-w-0">
        <p className="wrap-anywhere">{row.sentence}</p>
        <p className="text-sm text-muted">
          {countOf(row.actions.length, 'action')} on{' '}
          {countOf(row.resources.length, 'resource')}
        </p>
      </div>
      <EffectBadge row={row} />
    </div>
  );
}

function EffectBadge({ row }: { row: CapabilityRow }) {
  if (row.effect === 'Deny') return <Badge tone="danger">denies</Badge>;
  return row.isConditional ? (
    <Badge tone="warn">allows, if</Badge>
  ) : (
    <Badge tone="ok">allows</Badge>
  );
}

function deckOf(row: CapabilityRow) {
  if (row.effect === 'Deny') return 'denied';
  return row.isConditional ? 'conditional' : 'works';
}

function CanProof({ role, row }: { role: RoleDetailView; row: CapabilityRow }) {
  return (
    <>
      <h2 className="mb-4 text-lg tracking-[-0.01em] text-balance wrap-anywhere">
        {role.role.name} {row.sentence}
      </h2>
      <ProofSpine nodes={[row.proof]} deck={deckOf(row)} start={bankOf(role)} />
      <dl className="mt-2 grid gap-3 border-t border-hairline pt-4">
        <Names title="Actions" names={row.actions} />
        <Names title="Resources" names={row.resources} />
      </dl>
    </>
  );
}

const bankOf = ({ role }: RoleDetailView): BankView => ({
  shape: 'trusting',
  title: role.name,
  subtitle: `in ${role.accountName}`,
  accountId: role.accountId,
  isProduction: role.isProduction,
});

function Names({ title, names }: { title: string; names: readonly string[] }) {
  return (
    <div>
      <dt className="text-sm text-muted">{title}</dt>
      <dd>
        <ul className="mt-0.5 grid gap-0.5">
          {names.map((name) => (
            <li key={name}>
              <code className="wrap-anywhere">{name}</code>
            </li>
          ))}
        </ul>
      </dd>
    </div>
  );
}
