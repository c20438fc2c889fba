import { webAddressOf } from '@/lib/core/web-address';

/** A ticket as it was typed, and a way to it where it is an address of the web. */
export function TicketText({ ticket }: { ticket: string }) {
  const address = webAddressOf(ticket);
  if (address === null) return <span className="wrap-anywhere">{ticket}</span>;
  return (
    <a
      href={address}
      target="_blank"
      rel="noopener noreferrer"
      className="text-link wrap-anywhere"
    >
      {ticket}
    </a>
  );
}
