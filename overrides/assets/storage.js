// What this browser keeps. Where it refuses (private windows, blocked storage), a page works on and forgets when it is left.

/** The text kept under `key`; null where there is none. */
export function read(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Keep `text` under `key`; an empty text is removed. */
export function write(key, text) {
  try {
    if (text) localStorage.setItem(key, text);
    else localStorage.removeItem(key);
  } catch {
    // Nothing is kept, and nothing is lost before the page is left.
  }
}
