'use client';

import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { ButtonLink } from '@/components/ui/button-link';
import { CopyButton } from '@/components/ui/copy-button';
import { Drawer, DrawerSection } from '@/components/ui/drawer';
import { IconButton } from '@/components/ui/icon-button';
import { rolePath } from '@/lib/core/links';
import type { CrossingRow } from '@/lib/inventory/schema';
import { HalfNote } from './half-note';
import type { PlanMend } from './mend-plan';
import { ProofView } from './proof-view';
import { crossingProofQuery } from './queries';
import { sayCrossing } from './say-crossing';

export type ProofPanelProps = {
  row: CrossingRow;
  /** `Proof, 8 of 9`. */
  title: string;
  onClose: () => void;
  /** Null for those who may make no plan. */
  planMend: PlanMend | null;
};

/** Stands beside the list where there is room for both. */
export function ProofPanel({ row, title, onClose, planMend }: ProofPanelProps) {
  return (
    <aside
      aria-label={title}
      className="card sticky top-20 max-h-[calc(100dvh-6.5rem)] overflow-auto px-6 pt-4 pb-6 [--bridge-ground:var(--color-surface)]"
    >
      <div className="-mr-2 mb-2 flex items-center justify-between gap-2">
        <p className="text-sm text-muted">{title}</p>
        <IconButton label="Close the proof" size="small" onPress={onClose}>
          <X size={18} aria-hidden="true" />
        </IconButton>
      </div>
      <ProofView crossingId={row.id} hasBridge />
      <HalfNote row={row} planMend={planMend} />
      <ProofActions row={row} />
    </aside>
  );
}

/** The same on a narrow screen: a sheet over the list. */
export function ProofDrawer({ row, title, onClose, planMend }: ProofPanelProps) {
  const { data } = useQuery(crossingProofQuery(row.id));
  return (
    <Drawer
      isOpen
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      title={<span className="text-lg">{data?.sentence ?? sayCrossing(row)}</span>}
      strip={<span className="text-sm font-normal text-muted">{title}</span>}
    >
      <DrawerSection>
        <ProofView crossingId={row.id} hasBridge isUntitled />
        <HalfNote row={row} planMend={planMend} />
        <ProofActions row={row} />
      </DrawerSection>
    </Drawer>
  );
}

function ProofActions({ row }: { row: CrossingRow }) {
  return (
    <div className="mt-4 flex flex-wrap gap-2 border-t border-hairline pt-4">
      <ButtonLink href={rolePath(row.role.arn)} variant="primary" size="row">
        Open role
      </ButtonLink>
      <CopyButton text={sayCrossing(row)} what="Sentence" variant="quiet" size="row">
        Copy sentence
      </CopyButton>
    </div>
  );
}
