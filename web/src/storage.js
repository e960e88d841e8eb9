// Local storage under our own name: every GraphiQL on 127.0.0.1:8000 keeps its tabs under the
// same keys, and those of another project must not replace our examples.
const PREFIX = "colophon:";

const ourKeys = () => Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));

export const storage = {
  get length() {
    return ourKeys().length;
  },
  getItem: (key) => localStorage.getItem(PREFIX + key),
  setItem: (key, value) => localStorage.setItem(PREFIX + key, value),
  removeItem: (key) => localStorage.removeItem(PREFIX + key),
  clear: () => ourKeys().forEach((key) => localStorage.removeItem(key)),
};
