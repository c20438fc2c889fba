import clsx from 'clsx';

type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger';
/** small 32 px, row 36 px, medium 40 px, large 44 px; all are 44 px on phones. */
type ButtonSize = 'small' | 'row' | 'medium' | 'large';

export type ButtonLook = {
  variant?: ButtonVariant | undefined;
  size?: ButtonSize | undefined;
  isWide?: boolean | undefined;
  className?: string | undefined;
};

/** The class list of a button, for a link or a native button that must look like one. */
export function buttonClass({
  variant = 'secondary',
  size = 'medium',
  isWide,
  className,
}: ButtonLook): string {
  return clsx(
    'btn',
    variant !== 'secondary' && `btn-${variant}`,
    size !== 'medium' && `btn-${size}`,
    isWide && 'btn-wide',
    className,
  );
}
