/** Every practice account has this administrator; `act-as` an account's root means it. */
export const ADMIN_USER = 'break-glass';
