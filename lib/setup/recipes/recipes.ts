import type { RecipeId } from '../schema';
import { awsService } from './aws-service';
import { blank } from './blank';
import { bucketPolicy } from './bucket-policy';
import { ciOidc } from './ci-oidc';
import { eks } from './eks';
import { identityCenter } from './identity-center';
import { people } from './people';
import type { Recipe } from './recipe';
import { saml } from './saml';
import { shareBucket } from './share-bucket';
import { vendor } from './vendor';
import { workloadBucket } from './workload-bucket';

export const RECIPES: Record<RecipeId, Recipe> = {
  'share-bucket': shareBucket,
  'workload-bucket': workloadBucket,
  'bucket-policy': bucketPolicy,
  people,
  vendor,
  'ci-oidc': ciOidc,
  eks,
  'aws-service': awsService,
  saml,
  'identity-center': identityCenter,
  blank,
};
