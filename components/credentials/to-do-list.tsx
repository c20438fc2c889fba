import { ButtonLink } from '@/components/ui/button-link';
import type { ToDoItem } from './types';

/** What waits for the person, each line with the one thing to do about it. */
export function ToDoList({ items }: { items: readonly ToDoItem[] }) {
  return (
    <section aria-labelledby="to-do-title">
      <h2 id="to-do-title" className="mb-3">
        To do
      </h2>
      {items.length === 0 ? (
        <p className="text-sm text-muted">Nothing waits for you.</p>
      ) : (
        <ul className="border-b border-hairline">
          {items.map((item) => (
            <li
              key={item.id}
              className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 border-t border-hairline py-3"
            >
              <div className="min-w-0">
                <p className="font-strong wrap-anywhere">{item.title}</p>
                <p className="text-sm text-muted wrap-anywhere">{item.detail}</p>
              </div>
              <ButtonLink
                href={item.href}
                size="small"
                aria-label={`${item.action}: ${item.title}`}
              >
                {item.action}
              </ButtonLink>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
