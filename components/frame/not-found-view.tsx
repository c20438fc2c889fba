import { ButtonLink } from '../ui/button-link';
import { SmallBridge } from './small-bridge';

export function NotFoundView() {
  return (
    <div className="grid justify-items-center gap-3 text-center">
      <SmallBridge state="untested" />
      <h1>Nothing stands here</h1>
      <p className="text-muted text-pretty">
        The address leads nowhere, or what it named is gone or not yours to see.
      </p>
      <ButtonLink href="/" variant="primary" className="mt-2">
        Go home
      </ButtonLink>
    </div>
  );
}
