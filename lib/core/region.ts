/** How AWS names a region in every partition, `eusc-de-east-1` included. */
export const REGION = /^[a-z]{2,4}(?:-[a-z]+)+-\d$/;
