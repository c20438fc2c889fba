'use client';

import { type ReactElement, useRef, useState } from 'react';
import { ButtonContext, type ButtonProps } from 'react-aria-components/Button';
import type { MenuFocus, MenuPopupProps } from './menu-popup';
import { showToast } from './toast-store';

export type MenuProps = Omit<
  MenuPopupProps,
  'isOpen' | 'focus' | 'triggerRef' | 'onClose'
> & {
  /** The button that opens it. */
  trigger: ReactElement;
};

const loadPopup = () => import('./menu-popup');
/** What is not there yet when the button is pressed is asked for once more, and told of then. */
const preload = () => void loadPopup().catch(() => undefined);

type Shown = { focus: MenuFocus } & Awaited<ReturnType<typeof loadPopup>>;

const ARROWS: Partial<Record<string, MenuFocus>> = {
  ArrowDown: 'first',
  ArrowUp: 'last',
};

/** A button with a menu, which is fetched when somebody turns to the button. */
export function Menu({ trigger, ...popup }: MenuProps) {
  const triggerRef = useRef<HTMLButtonElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  const [shown, setShown] = useState<Shown | null>(null);
  const open = (focus: MenuFocus) => {
    // Closing gives the focus back to what had it.
    triggerRef.current?.focus({ preventScroll: true });
    loadPopup().then(({ MenuPopup }) => {
      setShown({ MenuPopup, focus });
      setIsOpen(true);
    }, tellUnloaded);
  };
  return (
    <>
      <ButtonContext.Provider
        value={{ ref: triggerRef, ...buttonOf(open), 'aria-expanded': isOpen }}
      >
        {trigger}
      </ButtonContext.Provider>
      {shown ? (
        <shown.MenuPopup
          {...popup}
          isOpen={isOpen}
          focus={shown.focus}
          triggerRef={triggerRef}
          onClose={() => setIsOpen(false)}
        />
      ) : null}
    </>
  );
}

function tellUnloaded() {
  const title = 'The menu could not be loaded. Load the page again.';
  showToast({ tone: 'danger', title });
}

/** As the menus of the system: a mouse opens at once, a finger and a key when they are lifted. */
const buttonOf = (open: (focus: MenuFocus) => void): ButtonProps => ({
  'aria-haspopup': 'menu',
  preventFocusOnPress: true,
  onHoverStart: preload,
  onFocus: preload,
  onPressStart: ({ pointerType }) => {
    if (pointerType === 'touch' || pointerType === 'keyboard') return;
    open(pointerType === 'virtual' ? 'first' : true);
  },
  onPress: ({ pointerType }) => {
    if (pointerType === 'touch') open(true);
    if (pointerType === 'keyboard') open('first');
  },
  onKeyDown: (event) => {
    const focus = ARROWS[event.key];
    if (!focus) return event.continuePropagation();
    event.preventDefault();
    open(focus);
  },
});
