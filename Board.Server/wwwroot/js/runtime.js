// What this browser can do with the map's runtime, and what it remembers of it: one mark in a cookie, which the server
// reads (Pages/RuntimeCookie.cs). It names one release of the runtime: here, or tried in vain.

const YEAR = 365 * 86400; // seconds
const TRIED_IN_VAIN = "not-";

// The smallest programs with what the runtime is made of: vectors (Safari has them since 16.4) and exceptions.
const VECTORS = [0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11];
const EXCEPTIONS = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 10, 8, 1, 6, 0, 6, 64, 25, 11, 11];

// Whether this browser can run it at all: some are too old, and some are forbidden to (an agency's policy, a lockdown mode).
export function canRun() {
  try {
    return [VECTORS, EXCEPTIONS].every(program => WebAssembly.validate(new Uint8Array(program)));
  } catch {
    return false;
  }
}

export const wasTriedInVain = release => document.cookie.split("; ").includes(`mb-runtime=${TRIED_IN_VAIN}${release}`);

export const rememberThatItIsHere = release => write(release, YEAR);

export const rememberThatItDoesNotStart = release => write(TRIED_IN_VAIN + release, YEAR);

export const forget = () => write("", 0);

function write(mark, seconds) {
  const secure = location.protocol === "https:" ? ";secure" : "";
  document.cookie = `mb-runtime=${mark};path=/;max-age=${seconds};samesite=lax${secure}`;
}
