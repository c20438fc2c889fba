'use client';

import type { ReactNode } from 'react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { ToastsBehind } from './toast-region';

export type DialogProps = {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  title: string;
  children: ReactNode;
  /** Buttons, the main one first. */
  actions?: ReactNode;
  /** For a question that must be answered: a click outside does not close it. */
  isAlert?: boolean | undefined;
};

export function Dialog({
  isOpen,
  onOpenChange,
  title,
  children,
  actions,
  isAlert = false,
}: DialogProps) {
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      isDismissable={!isAlert}
      className="scrim scrim-center"
    >
      <Modal className="dialog">
        <ToastsBehind />
        <AriaDialog
          role={isAlert ? 'alertdialog' : 'dialog'}
          className="p-6 outline-none"
        >
          <Heading slot="title" level={2} className="text-lg">
            {title}
          </Heading>
          <div className="mt-3">{children}</div>
          {actions ? (
            <div className="dialog-foot mt-6 flex flex-wrap gap-2">{actions}</div>
          ) : null}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
