import clsx from 'clsx';

export type AccountIdTextProps = { id: string; className?: string | undefined };

/** Twelve digits in three groups. The gaps are margins, so copying gives 12 digits. */
export function AccountIdText({ id, className }: AccountIdTextProps) {
  const groups = [id.slice(0, 4), id.slice(4, 8), id.slice(8)];
  return (
    <span className={clsx('spaced-id', className)}>
      <span>{groups[0]}</span>
      <span>{groups[1]}</span>
      <span>{groups[2]}</span>
    </span>
  );
}
