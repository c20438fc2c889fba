'use client';

import { parseAsStringLiteral, useQueryState } from 'nuqs';
import type { ReactNode } from 'react';
import { Banner } from '@/components/ui/banner';
import { SaidText } from '@/components/ui/said-text';
import { Tabs } from '@/components/ui/tabs';
import type { RoleDetailView } from '@/lib/inventory/role-schema';
import { CanTab } from './can-tab';
import { HistoryTab } from './history-tab';
import type { PlanMend } from './mend-plan';
import { OwnUseTab } from './own-use-tab';
import { PoliciesTab } from './policies-tab';
import type { RestoreTrust } from './restore-button';
import { RoleBridge } from './role-bridge';
import { RoleHeader } from './role-header';
import { countOf } from './say-crossing';
import { WhoTab } from './who-tab';

export type RolePageProps = {
  role: RoleDetailView;
  /** What else can be done to the role, beside taking it. */
  actions: ReactNode;
  /** Who may take the role by this console. */
  grants: ReactNode;
  /** Null for those who may make no plan. */
  restoreTrust: RestoreTrust | null;
  planMend: PlanMend | null;
};

const TABS = ['who', 'grants', 'can', 'policies', 'history', 'own'] as const;

export function RolePage(props: RolePageProps) {
  const { role, actions, grants, restoreTrust, planMend } = props;
  const [tab, setTab] = useQueryState(
    'tab',
    parseAsStringLiteral(TABS).withDefault('who'),
  );
  return (
    <article>
      <RoleHeader role={role} actions={actions} />
      <RoleBridge role={role} />
      <FindingsNote role={role} onShow={() => void setTab('policies')} />
      <Tabs
        label={`About ${role.role.name}`}
        selectedId={tab}
        onSelect={(id) => void setTab(TABS.find((known) => known === id) ?? 'who')}
        items={[
          {
            id: 'who',
            label: 'Who can assume',
            content: <WhoTab role={role} planMend={planMend} />,
          },
          { id: 'grants', label: 'Who may take it here', content: grants },
          { id: 'can', label: 'What it can do', content: <CanTab role={role} /> },
          {
            id: 'policies',
            label: policiesLabel(role),
            content: <PoliciesTab role={role} />,
          },
          {
            id: 'history',
            label: 'History',
            content: <HistoryTab roleArn={role.role.arn} restore={restoreTrust} />,
          },
          ...(role.ownUse || role.portalUse || role.programUse
            ? [
                {
                  id: 'own',
                  label: 'Without this console',
                  content: (
                    <OwnUseTab
                      use={role.ownUse}
                      portal={role.portalUse}
                      program={role.programUse}
                    />
                  ),
                },
              ]
            : []),
        ]}
      />
    </article>
  );
}

const policiesLabel = ({ findings }: RoleDetailView): string =>
  findings.length === 0
    ? 'Policies'
    : `Policies · ${countOf(findings.length, 'finding')}`;

const sayGrave = (graveTotal: number, total: number): string =>
  graveTotal === total
    ? `${countOf(total, 'finding')} to look at`
    : `${countOf(total, 'finding')}, ${graveTotal} of them critical or high`;

type FindingsNoteProps = { role: RoleDetailView; onShow: () => void };

function FindingsNote({ role, onShow }: FindingsNoteProps) {
  const grave = role.findings.filter(({ severity }) =>
    ['critical', 'high'].includes(severity),
  );
  if (grave.length === 0) return null;
  return (
    <Banner
      tone="warn"
      title={sayGrave(grave.length, role.findings.length)}
      className="mb-4"
      action={
        <button type="button" className="text-link" onClick={onShow}>
          See {grave.length === 1 ? 'the finding' : 'the findings'}
        </button>
      }
    >
      <SaidText text={grave[0]?.sentence ?? ''} />
    </Banner>
  );
}
