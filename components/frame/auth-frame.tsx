import clsx from 'clsx';
import type { ReactNode } from 'react';
import { Deck } from '../bridge/deck';
import { Logo } from './logo';
import { ThemeMenu } from './theme-menu';

export type AuthFrameProps = {
  children: ReactNode;
  /** Drops the card, for a page that brings cards of its own. */
  isWide?: boolean | undefined;
};

/** The frame before anybody is signed in: one card in the middle of a bridge. */
export function AuthFrame({ children, isWide }: AuthFrameProps) {
  return (
    <div className="auth">
      <header className="auth-head">
        <Logo hasName heightPx={22} />
        <ThemeMenu />
      </header>
      <main id="main" tabIndex={-1} className="auth-main">
        {isWide ? null : <BridgeBehind />}
        <div className={clsx('auth-card', isWide && 'auth-wide')}>{children}</div>
      </main>
    </div>
  );
}

function BridgeBehind() {
  return (
    <>
      <div className="auth-water" aria-hidden="true" />
      <div className="auth-bridge" aria-hidden="true">
        <span className="auth-bank" />
        <span className="auth-pier" />
        <Deck state="works" isDrawn isSilent />
        <span className="auth-pier" data-shape="trusting" />
        <span className="auth-bank" />
      </div>
    </>
  );
}
