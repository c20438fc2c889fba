'use client';

import { X } from 'lucide-react';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { Button } from './button';
import { IconButton } from './icon-button';
import {
  dismissToast,
  emptyBoard,
  putToastsBehind,
  readBoard,
  type ShownToast,
  subscribeToBoard,
} from './toast-store';
import { ToneMark } from './tone';

const shownMs = 8_000;

/** Stands in every sheet: while it is open, what was told before it waits behind it. */
export function ToastsBehind() {
  useEffect(() => putToastsBehind(), []);
  return null;
}

/** The one place for notes and for what is read aloud. Stands once, at the end of the page. */
export function ToastRegion() {
  const { toasts, announcement } = useSyncExternalStore(
    subscribeToBoard,
    readBoard,
    () => emptyBoard,
  );
  const polite = announcement?.isUrgent ? null : announcement;
  const urgent = announcement?.isUrgent ? announcement : null;
  return (
    // The attribute keeps the region reachable while a sheet hides the rest of the page.
    <section aria-label="Notifications" data-react-aria-top-layer="true">
      <div role="status" className="sr-only">
        {polite ? <span key={polite.id}>{polite.text}</span> : null}
      </div>
      <div role="alert" className="sr-only">
        {urgent ? <span key={urgent.id}>{urgent.text}</span> : null}
      </div>
      <div className="toasts">
        {toasts.map((toast) => (
          <ToastCard key={toast.id} toast={toast} />
        ))}
      </div>
    </section>
  );
}

function ToastCard({ toast }: { toast: ShownToast }) {
  const [isHeld, setIsHeld] = useState(false);
  const stays = toast.tone === 'danger' || toast.action !== undefined;
  useEffect(() => {
    if (isHeld || stays) return;
    const timer = setTimeout(() => dismissToast(toast.id), shownMs);
    return () => clearTimeout(timer);
  }, [isHeld, stays, toast.id]);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: holding the note open is no action of its own
    <div
      className="toast"
      hidden={toast.isBehind}
      data-tone={toast.tone}
      onMouseEnter={() => setIsHeld(true)}
      onMouseLeave={() => setIsHeld(false)}
      onFocus={() => setIsHeld(true)}
      onBlur={() => setIsHeld(false)}
    >
      <span className="mt-1.5">
        <ToneMark tone={toast.tone} />
      </span>
      <div className="min-w-0 flex-1 py-1.5">
        <p className="font-strong">{toast.title}</p>
        {toast.detail ? <p className="text-sm text-muted">{toast.detail}</p> : null}
      </div>
      <ToastButtons toast={toast} />
    </div>
  );
}

function ToastButtons({ toast }: { toast: ShownToast }) {
  const { action } = toast;
  return (
    <div className="flex items-center">
      {action ? (
        <Button
          size="small"
          onPress={() => {
            dismissToast(toast.id);
            action.onPress();
          }}
        >
          {action.label}
        </Button>
      ) : null}
      <IconButton label="Close" size="small" onPress={() => dismissToast(toast.id)}>
        <X size={16} aria-hidden="true" />
      </IconButton>
    </div>
  );
}
