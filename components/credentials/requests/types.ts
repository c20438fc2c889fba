import type { Outcome } from '@/components/ui/outcome';
import type {
  AskFill,
  AskOption,
  RequestsView,
  RequestView,
} from '@/lib/credentials/requests/request-schema';

export type RequestActions = {
  decide(input: {
    requestId: string;
    isApproval: boolean;
    note: string;
  }): Promise<Outcome<RequestView>>;
  cancel(input: { requestId: string }): Promise<Outcome<RequestView>>;
  end(input: {
    requestId: string;
  }): Promise<Outcome<{ view: RequestView; notes: string[] }>>;
  review(input: { requestId: string; note: string }): Promise<Outcome<RequestView>>;
};

export type AskAction = (input: {
  roleArns: readonly string[];
  reason: string;
  ticket: string;
  durationSeconds: number;
  startsAt: string;
  isBreakGlass: boolean;
}) => Promise<Outcome<RequestView[]>>;

export type { AskFill, AskOption, RequestsView, RequestView };
