'use client';
import { type FormEvent, useState } from 'react';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import type { UndoView } from '@/lib/setup/plan-views';
import { PlanLinks } from './plan-links';
import { sayUndo } from './plan-words';
import type { PlanModel } from './use-plan';

type UndoDialogProps = {
  model: PlanModel;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
};

/** Undo takes access away, and mostly a role with it: the role's name is typed. */
export function UndoDialog({ model, isOpen, onOpenChange }: UndoDialogProps) {
  return (
    <Dialog isOpen={isOpen} onOpenChange={onOpenChange} title={sayUndo(model.plan).ask}>
      <UndoForm model={model} close={() => onOpenChange(false)} />
    </Dialog>
  );
}

function UndoForm({ model, close }: { model: PlanModel; close: () => void }) {
  const { roleName, undo } = model.plan;
  const [typedName, setTypedName] = useState('');
  async function onSubmit(event: FormEvent) {
    event.preventDefault();
    if (await model.undo(typedName.trim())) close();
  }
  return (
    <form className="grid gap-4" onSubmit={(event) => void onSubmit(event)}>
      <p>
        {sayUndo(model.plan).loss} Every policy gets back the text it had before, newest
        first. What others have written in one since stays.
      </p>
      {undo && undo.along.length > 0 ? <GoesAlong along={undo.along} /> : null}
      {undo?.why ? (
        <Banner tone="warn" title="It cannot be undone yet">
          {undo.why}
        </Banner>
      ) : null}
      <Field
        label="Name"
        isMono
        autoFocus
        value={typedName}
        onChange={setTypedName}
        description={`Type ${roleName} to go on.`}
        autoComplete="off"
        spellCheck="false"
      />
      {model.refusal ? (
        <Banner tone="danger" title="Not undone" isAnnounced>
          {model.refusal}
        </Banner>
      ) : null}
      <div className="dialog-foot flex flex-wrap gap-2">
        <Button
          type="submit"
          variant="danger"
          isDisabled={typedName.trim() !== roleName || undo?.why != null}
          isPending={model.pending === 'undo'}
          pendingText="Starting…"
        >
          {undo && undo.along.length > 0 ? 'Undo all of them' : 'Undo'}
        </Button>
        <Button onPress={close}>Keep it</Button>
      </div>
    </form>
  );
}

/** What else ends with the role, so that nobody agrees to it unseen. */
function GoesAlong({ along }: Pick<UndoView, 'along'>) {
  return (
    <div className="grid gap-1">
      <p>
        {along.length === 1 ? 'This plan is' : `These ${along.length} plans are`} on the
        same role, and {along.length === 1 ? 'is' : 'are'} undone first:
      </p>
      <PlanLinks plans={along} />
    </div>
  );
}
