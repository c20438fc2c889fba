'use client';

import { Check } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { Header } from 'react-aria-components/Header';
import {
  Menu as AriaMenu,
  MenuItem,
  MenuSection,
  MenuTrigger,
} from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';

type MenuAction = {
  id: string;
  label: string;
  detail?: ReactNode;
  href?: string | undefined;
  isDisabled?: boolean | undefined;
};

export type MenuProps = {
  /** The button that opens it. */
  trigger: ReactElement;
  label: string;
  actions: readonly MenuAction[];
  onAction?: ((id: string) => void) | undefined;
  /** Turns the menu into a choice of one; the chosen action carries a tick. */
  selectedId?: string | undefined;
  header?: ReactNode;
};

export function Menu({
  trigger,
  label,
  actions,
  onAction,
  selectedId,
  header,
}: MenuProps) {
  return (
    <MenuTrigger>
      {trigger}
      <Popover className="popover" offset={4}>
        <AriaMenu
          aria-label={label}
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
        </AriaMenu>
      </Popover>
    </MenuTrigger>
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
