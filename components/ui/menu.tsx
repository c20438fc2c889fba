'use client';

import { lazy, type ReactElement, Suspense, useRef, useState } from 'react';
import { ButtonContext, type ButtonProps } from 'react-aria-components/Button';
import type { MenuFocus, MenuPopupProps } from './menu-popup';

export type MenuProps = Omit<
  MenuPopupProps,
  'isOpen' | 'focus' | 'triggerRef' | 'onClose'
> & {
  /** The button that opens it. */
  trigger: ReactElement;
};

const loadPopup = () => import('./menu-popup');
const MenuPopup = lazy(async () => ({ default: (await loadPopup()).MenuPopup }));

const ARROWS: Partial<Record<string, MenuFocus>> = {
  ArrowDown: 'first',
  ArrowUp: 'last',
};

/** A button with a menu, which is fetched when somebody turns to the button. */
export function Menu({ trigger, ...popup }: MenuProps) {
  const triggerRef = useRef<HTMLButtonElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  const [focus, setFocus] = useState<MenuFocus | null>(null);
  const open = (wanted: MenuFocus) => {
    // Closing gives the focus back to what had it.
    triggerRef.current?.focus({ preventScroll: true });
    setFocus(wanted);
    setIsOpen(true);
  };
  return (
    <>
      <ButtonContext.Provider
        value={{ ref: triggerRef, ...buttonOf(open), 'aria-expanded': isOpen }}
      >
        {trigger}
      </ButtonContext.Provider>
      {focus === null ? null : (
        <Suspense>
          <MenuPopup
            {...popup}
            isOpen={isOpen}
            focus={focus}
            triggerRef={triggerRef}
            onClose={() => setIsOpen(false)}
          />
        </Suspense>
      )}
    </>
  );
}

/** As the menus of the system: a mouse opens at once, a finger and a key when they are lifted. */
const buttonOf = (open: (focus: MenuFocus) => void): ButtonProps => ({
  'aria-haspopup': 'menu',
  preventFocusOnPress: true,
  onHoverStart: () => void loadPopup(),
  onFocus: () => void loadPopup(),
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
