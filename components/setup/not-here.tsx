import { Banner } from '@/components/ui/banner';
import { notHereIn } from '@/lib/setup/export/not-here-in';
import type { ExportFormat } from '@/lib/setup/export-schema';

/** What a file leaves to a command; nothing where it holds the whole plan. */
export function NotHere({ format, text }: { format: ExportFormat; text: string }) {
  const notHere = notHereIn(format, text);
  return notHere === null ? null : (
    <Banner tone="warn" title="This file does not hold all of it">
      <span className="whitespace-pre-wrap wrap-anywhere">{notHere}</span>
    </Banner>
  );
}
