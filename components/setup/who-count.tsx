import type { FormProps } from './form';

/** How many could cross, or trust whoever was named already. */
export function WhoCount({ form }: FormProps) {
  const count = form.preview?.whoCount;
  return count ? <p className="text-sm text-muted">{count}</p> : null;
}
