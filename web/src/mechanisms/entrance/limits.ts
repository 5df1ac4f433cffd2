// What the server asks of a password; said before it is tried.
export const password_min = 12;
