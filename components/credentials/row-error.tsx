import clsx from 'clsx';
import Link from 'next/link';
import { ToneMark } from '@/components/ui/tone';
import { rolePath } from '@/lib/core/links';
import type { RoleCard } from '@/lib/credentials/schema';

type RowErrorProps = {
  role: RoleCard;
  sentence: string;
  className?: string | undefined;
};

/** What AWS or the console refused, at the row it happened to, and where the proof is. */
export function RowError({ role, sentence, className }: RowErrorProps) {
  return (
    <div
      role="alert"
      className={clsx(
        'mt-1 flex items-start gap-2 rounded-control border border-danger bg-danger-tint px-3 py-2 text-sm',
        className,
      )}
    >
      <ToneMark tone="danger" />
      <p className="min-w-0 flex-1 wrap-anywhere">{sentence}</p>
      <Link
        href={rolePath(role.roleArn)}
        className="font-strong"
        aria-label={`Why? Open ${role.roleName}`}
      >
        Why?
      </Link>
    </div>
  );
}
