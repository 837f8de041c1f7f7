/** The id that a channel's own tab with its files has in addresses. */
export const filesTab = 'files';
