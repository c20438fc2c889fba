import type {
  AskFill,
  AskOption,
  RequestsView,
  RequestView,
} from '@/lib/credentials/requests/request-schema';

export type Answer<T> =
  | { ok: true; value: T }
  | { ok: false; message: string; fields?: Record<string, string> };

export type RequestActions = {
  decide(input: {
    requestId: string;
    isApproval: boolean;
    note: string;
  }): Promise<Answer<RequestView>>;
  cancel(input: { requestId: string }): Promise<Answer<RequestView>>;
  end(input: {
    requestId: string;
  }): Promise<Answer<{ view: RequestView; notes: string[] }>>;
  review(input: { requestId: string; note: string }): Promise<Answer<RequestView>>;
};

export type AskAction = (input: {
  roleArns: readonly string[];
  reason: string;
  ticket: string;
  durationSeconds: number;
  startsAt: string;
}) => Promise<Answer<RequestView[]>>;

export type { AskFill, AskOption, RequestsView, RequestView };
