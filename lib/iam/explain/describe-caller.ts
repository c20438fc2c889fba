import type { Request } from '../evaluate/request';
import { nameCaller } from './layer-names';

/** The caller with its kind, to begin a sentence with: "user alice", "the service …". */
export function describeCaller(request: Request): string {
  const { caller } = request;
  switch (caller.kind) {
    case 'user':
    case 'role':
      return `${caller.kind} ${caller.name}`;
    case 'session':
      return `session ${caller.sessionName} of role ${caller.name}`;
    case 'federated-user':
      return `federated user ${caller.name}`;
    case 'service':
      return `the service ${caller.service}`;
    case 'federated':
      return `the sign-in through ${nameCaller(request)}`;
    case 'unreadable':
      return `"${caller.arn}"`;
    default:
      return nameCaller(request);
  }
}
