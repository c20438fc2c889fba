import clsx from 'clsx';
import type { PartyShape } from '@/lib/core/views';

export type GlyphProps = {
  shape: PartyShape;
  isProduction?: boolean | undefined;
  size?: 'small' | 'large' | undefined;
};

/** Circle: may borrow. Square: is borrowed from; filled when production. Diamond: outside. */
export function Glyph({ shape, isProduction, size }: GlyphProps) {
  return (
    <span
      className={clsx('glyph', size === 'large' && 'glyph-large')}
      data-shape={shape}
      data-production={isProduction || undefined}
      aria-hidden="true"
    />
  );
}
