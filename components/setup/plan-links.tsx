import Link from 'next/link';
import { planPath } from '@/lib/core/links';

/** Plans by their titles, each of which leads to its page. */
export function PlanLinks({ plans }: { plans: { id: string; title: string }[] }) {
  return (
    <ul className="grid gap-1">
      {plans.map(({ id, title }) => (
        <li key={id}>
          <Link href={planPath(id)} className="wrap-anywhere">
            {title}
          </Link>
        </li>
      ))}
    </ul>
  );
}
