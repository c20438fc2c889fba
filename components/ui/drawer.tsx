'use client';

import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { IconButton } from './icon-button';
import { ToastsBehind } from './toast-region';

export type DrawerProps = {
  isOpen: boolean;
  /** Called with false when the person closes it by ×, Escape or a click outside. */
  onOpenChange: (isOpen: boolean) => void;
  title: ReactNode;
  /** The line on top, e.g. the account it is about. */
  strip?: ReactNode;
  /** Fills the strip with the bank's colour: production. */
  isStripFilled?: boolean | undefined;
  /** Stands at the right of the title. */
  aside?: ReactNode;
  /** Stays at the lower edge. */
  footer?: ReactNode;
  children: ReactNode;
};

/** A sheet at the right side, the whole screen on phones. */
export function Drawer({
  isOpen,
  onOpenChange,
  title,
  strip,
  isStripFilled,
  aside,
  footer,
  children,
}: DrawerProps) {
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      isDismissable
      className="scrim"
    >
      <Modal className="drawer">
        <ToastsBehind />
        <Dialog className="drawer-dialog">
          <div className="drawer-strip" data-filled={isStripFilled || undefined}>
            <div className="drawer-strip-content">{strip}</div>
            <IconButton label="Close" slot="close">
              <X size={18} aria-hidden="true" />
            </IconButton>
          </div>
          <div className="drawer-head flex items-center justify-between gap-4">
            <Heading slot="title" level={2} className="min-w-0 text-xl wrap-anywhere">
              {title}
            </Heading>
            {aside}
          </div>
          {children}
          {footer ? <div className="drawer-foot">{footer}</div> : null}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

export type DrawerSectionProps = { title?: ReactNode; children: ReactNode };

export function DrawerSection({ title, children }: DrawerSectionProps) {
  return (
    <section className="drawer-section">
      {title ? <h3 className="mb-2">{title}</h3> : null}
      {children}
    </section>
  );
}
