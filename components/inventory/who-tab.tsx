'use client';

import { useQueryState } from 'nuqs';
import { RowGlyph } from '@/components/bridge/row-glyph';
import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import { Time } from '@/components/ui/time';
import type { RoleDetailView } from '@/lib/inventory/role-schema';
import type { CrossingRow } from '@/lib/inventory/schema';
import { AnswerList } from './answer-list';
import { Why } from './crossing-list';
import { HalfNote } from './half-note';
import type { PlanMend } from './mend-plan';
import { ProofView } from './proof-view';
import { countOf, sayCrossing, shapeOf } from './say-crossing';
import { TwoColumns } from './two-columns';

type WhoTabProps = {
  role: RoleDetailView;
  /** Null for those who may make no plan. */
  planMend: PlanMend | null;
};

export function WhoTab({ role, planMend }: WhoTabProps) {
  const [openId, setOpenId] = useQueryState('answer');
  const open = role.who.find(({ id }) => id === openId) ?? role.who[0] ?? null;
  if (!open) return <Nobody role={role} />;
  return (
    <TwoColumns
      list={
        <AnswerList
          label={`Who can assume ${role.role.name}`}
          title={countOf(role.who.length, 'answer')}
          aside="choose one for its proof"
          selectedId={open.id}
          onSelect={(id) => void setOpenId(id)}
          answers={role.who.map((row) => ({
            id: row.id,
            text: sayCrossing(row),
            content: <WhoAnswer row={row} />,
          }))}
        >
          <p className="px-3 py-3 text-sm text-muted max-md:px-4">
            Read <Time at={role.readAt} format="relative" />.
          </p>
        </AnswerList>
      }
      proof={
        <>
          <ProofView crossingId={open.id} hasBridge={false} />
          <HalfNote row={open} planMend={planMend} />
        </>
      }
    />
  );
}

function WhoAnswer({ row }: { row: CrossingRow }) {
  const { who } = row;
  return (
    <div className="grid grid-cols-[76px_minmax(0,1fr)] items-center gap-x-3.5">
      <RowGlyph
        left={shapeOf(who)}
        state={row.deck}
        isProduction={row.role.isProduction}
      />
      <div className="min-w-0">
        <p className="wrap-anywhere">
          <b>{who.name}</b>
          {who.accountName ? ` in ${who.accountName}` : null}
        </p>
        <Why row={row} />
      </div>
    </div>
  );
}

function Nobody({ role }: { role: RoleDetailView }) {
  return (
    <EmptyState
      title={`Nobody can assume ${role.role.name}`}
      picture={<RowGlyph left="trusted" state="denied" isSilent />}
      actions={
        <ButtonLink href="/new" variant="primary">
          Build new access
        </ButtonLink>
      }
    >
      No principal that was read, and nobody outside that its trust policy names, comes
      across. The Policies tab shows the trust policy.
    </EmptyState>
  );
}
