import { tagsOf } from '../context/tags';
import { type Judgement, judgeRequest } from './combine';
import { type Request, withAction } from './request';

export type ExtraDemand = {
  extra: 'tag-session' | 'source-identity';
  judgement: Judgement;
};

/**
 * The further permissions an AssumeRole call needs: passing tags needs `sts:TagSession`;
 * setting or carrying a source identity needs `sts:SetSourceIdentity` in the trust policy
 * and always in the caller's own policies.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html
 */
export function extraDemands(request: Request): ExtraDemand[] {
  const { action, question, target } = request;
  if (target.kind !== 'role' || !action.startsWith('sts:assumerole')) return [];
  const demands: ExtraDemand[] = [];
  if (tagsOf(question.params?.Tags).length > 0) {
    const judgement = judgeRequest(withAction(request, 'sts:TagSession'));
    demands.push({ extra: 'tag-session', judgement });
  }
  if (question.params?.SourceIdentity || question.session?.sourceIdentity) {
    const judgement = judgeRequest(withAction(request, 'sts:SetSourceIdentity'), true);
    demands.push({ extra: 'source-identity', judgement });
  }
  return demands;
}
