import clsx from 'clsx';

export type LogoProps = {
  /** Height in px; the width follows. */
  heightPx?: number | undefined;
  hasName?: boolean | undefined;
  className?: string | undefined;
};

/** Two piers and one deck line, drawn in once. */
export function Logo({ heightPx = 20, hasName, className }: LogoProps) {
  return (
    <span className={clsx('inline-flex items-center gap-3', className)}>
      <svg
        width={(heightPx * 48) / 20}
        height={heightPx}
        viewBox="0 0 48 20"
        fill="none"
        strokeWidth="2.5"
        aria-hidden="true"
      >
        <path className="logo-line" d="M15 7.5h18" />
        <path className="logo-line" d="M15 12.5h18" />
        <circle cx="8.5" cy="10" r="6.5" className="fill-bank-a-tint stroke-bank-a" />
        <path className="fill-bank-b-tint stroke-bank-b" d="M33.5 3.5h13v13h-13z" />
      </svg>
      {hasName ? (
        <span className="text-lg font-strong tracking-[-0.01em]">Drawbridge</span>
      ) : null}
    </span>
  );
}
