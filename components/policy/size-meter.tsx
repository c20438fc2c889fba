import clsx from 'clsx';
import type { PolicyCheck } from '@/lib/setup/policy/policy-check';

type Size = PolicyCheck['size'];

/** From here on somebody should know that space runs out. */
const NEAR = 0.8;

export const isNearLimit = ({ used, limit }: Size): boolean => used >= limit * NEAR;

/** `412 of 10,240 characters, without white space` */
export function saySize({ used, limit, unit, isSpaceCounted }: Size): string {
  const [has, most] = [used, limit].map((count) => count.toLocaleString('en'));
  const rest = isSpaceCounted ? '' : ', without white space';
  const over = used - limit;
  const by = over > 0 ? `: ${over.toLocaleString('en')} too many` : '';
  return `${has} of ${most} ${unit}${rest}${by}`;
}

/** How much of AWS's quota the policy takes: in words, and as a bar. */
export function SizeMeter({ size }: { size: Size }) {
  const share = Math.min(size.used / size.limit, 1);
  const isOver = size.used > size.limit;
  const tone = isOver ? 'danger' : isNearLimit(size) ? 'warn' : 'plain';
  return (
    <div className="grid min-w-0 flex-1 gap-1">
      <p
        className={clsx('text-sm', {
          'text-muted': tone === 'plain',
          'font-strong text-warn': tone === 'warn',
          'font-strong text-danger': tone === 'danger',
        })}
      >
        {saySize(size)}
      </p>
      <div aria-hidden="true" className="h-1 max-w-60 bg-sunken">
        <div
          className={clsx('h-1', {
            'bg-muted': tone === 'plain',
            'bg-warn': tone === 'warn',
            'bg-danger': tone === 'danger',
          })}
          style={{ width: `${share * 100}%` }}
        />
      </div>
    </div>
  );
}
