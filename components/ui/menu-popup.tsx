'use client';

import { Check } from 'lucide-react';
import type { ReactNode, RefObject } from 'react';
import { Header } from 'react-aria-components/Header';
import { Menu, MenuItem, MenuSection } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';

type MenuAction = {
  id: string;
  label: string;
  detail?: ReactNode;
  href?: string | undefined;
  isDisabled?: boolean | undefined;
};

/** Where the focus goes when it opens: an end of the list, or the list itself. */
export type MenuFocus = 'first' | 'last' | true;

export type MenuPopupProps = {
  isOpen: boolean;
  focus: MenuFocus;
  triggerRef: RefObject<HTMLElement | null>;
  onClose: () => void;
  label: string;
  actions: readonly MenuAction[];
  onAction?: ((id: string) => void) | undefined;
  /** Turns the menu into a choice of one; the chosen action carries a tick. */
  selectedId?: string | undefined;
  header?: ReactNode;
};

export function MenuPopup({
  isOpen,
  focus,
  triggerRef,
  onClose,
  label,
  actions,
  onAction,
  selectedId,
  header,
}: MenuPopupProps) {
  return (
    <Popover
      aria-label={label}
      trigger="MenuTrigger"
      triggerRef={triggerRef}
      isOpen={isOpen}
      onOpenChange={(isStillOpen) => (isStillOpen ? undefined : onClose())}
      placement="bottom start"
      offset={4}
      className="popover"
    >
      <Menu
        aria-label={label}
        autoFocus={focus}
        onClose={onClose}
        onAction={(key) => onAction?.(String(key))}
        {...(selectedId === undefined
          ? {}
          : {
              selectionMode: 'single' as const,
              disallowEmptySelection: true,
              selectedKeys: [selectedId],
            })}
      >
        <MenuSection aria-label={label}>
          {header ? <Header className="list-section-title">{header}</Header> : null}
          {actions.map((action) => (
            <ActionItem key={action.id} action={action} />
          ))}
        </MenuSection>
      </Menu>
    </Popover>
  );
}

function ActionItem({ action }: { action: MenuAction }) {
  return (
    <MenuItem
      id={action.id}
      textValue={action.label}
      isDisabled={action.isDisabled ?? false}
      className="list-option"
      {...(action.href === undefined ? {} : { href: action.href })}
    >
      {({ isSelected }) => (
        <>
          <span>{action.label}</span>
          {isSelected ? <Check size={16} aria-hidden="true" /> : null}
          {action.detail ? (
            <span className="list-item-detail">{action.detail}</span>
          ) : null}
        </>
      )}
    </MenuItem>
  );
}
