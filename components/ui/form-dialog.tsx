'use client';

import type { ReactNode } from 'react';
import { Banner } from './banner';
import { Button } from './button';
import { Dialog } from './dialog';
import { focusInvalid } from './focus-invalid';

export type FormDialogProps = {
  title: string;
  children: ReactNode;
  submitText: string;
  pendingText: string;
  isBusy: boolean;
  isIncomplete?: boolean | undefined;
  /** Why the last try was refused; what did not happen is its title. */
  refusal: string | null;
  refusedTitle?: string | undefined;
  /** Buttons between the one that submits and Cancel. */
  others?: ReactNode;
  /** What it finds wrong at a field gets the focus. */
  onSubmit: () => Promise<void>;
  onClose: () => void;
};

/** A form that opens over the page, and stays until it is written or left. */
export function FormDialog(props: FormDialogProps) {
  const { title, children, isBusy, isIncomplete = false, refusal, onClose } = props;
  return (
    <Dialog
      isOpen
      isAlert={isBusy}
      title={title}
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <form
        noValidate
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (isBusy || isIncomplete) return;
          const form = event.currentTarget;
          void props.onSubmit().then(() => focusInvalid(form));
        }}
      >
        {children}
        {refusal ? (
          <Banner
            tone="danger"
            title={props.refusedTitle ?? 'Nothing was changed'}
            isAnnounced
          >
            {refusal}
          </Banner>
        ) : null}
        <div className="dialog-foot flex flex-wrap gap-2">
          <Button
            type="submit"
            variant="primary"
            isDisabled={isIncomplete}
            isPending={isBusy}
            pendingText={props.pendingText}
          >
            {props.submitText}
          </Button>
          {props.others}
          <Button onPress={onClose} isDisabled={isBusy}>
            Cancel
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
