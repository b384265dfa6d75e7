/** SHA-256 (FIPS 180-4) of bytes in memory. */
import { allocate } from "./memory";

const BLOCK: u32 = 64;
/** What the last block must hold besides bytes: a bit, and their number of bits. */
const TAIL: u32 = 9;

/** The round constants. */
const constants: usize = memory.data<u32>([
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98,
  0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786,
  0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8,
  0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13,
  0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819,
  0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a,
  0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7,
  0xc67178f2,
]);

/** The state (8 words), and room for the last two blocks. */
let state: u32 = 0;
let last: u32 = 0;

/** Stores the 32 bytes of the hash of bytes. */
export function storeSha256(from: u32, length: u32, to: u32): void {
  begin();
  const whole = length & ~(BLOCK - 1);
  for (let at: u32 = 0; at < whole; at += BLOCK) addBlock(from + at);
  const rest = length - whole;
  memory.copy(last, from + whole, rest);
  store<u8>(last + rest, 0x80);
  const end = rest + TAIL > BLOCK ? BLOCK * 2 : BLOCK;
  memory.fill(last + rest + 1, 0, end - rest - TAIL);
  store<u64>(last + end - 8, bswap((<u64>length) << 3));
  for (let at: u32 = 0; at < end; at += BLOCK) addBlock(last + at);
  for (let at: u32 = 0; at < 32; at += 4) store<u32>(to + at, bswap(load<u32>(state + at)));
}

function begin(): void {
  if (state == 0) {
    state = allocate(32 + BLOCK * 2);
    last = state + 32;
  }
  store<u64>(state, 0xbb67ae85_6a09e667);
  store<u64>(state, 0xa54ff53a_3c6ef372, 8);
  store<u64>(state, 0x9b05688c_510e527f, 16);
  store<u64>(state, 0x5be0cd19_1f83d9ab, 24);
}

// @ts-ignore: decorator
@inline
function first(word: u32): u32 {
  return rotr<u32>(word, 7) ^ rotr<u32>(word, 18) ^ (word >> 3);
}

// @ts-ignore: decorator
@inline
function second(word: u32): u32 {
  return rotr<u32>(word, 17) ^ rotr<u32>(word, 19) ^ (word >> 10);
}

/** Returns the last word of a round with what the later half of the state, a constant and the message add to it. */
// @ts-ignore: decorator
@inline
function mixed(e: u32, f: u32, g: u32, h: u32, added: u32): u32 {
  return h + rotr<u32>(rotr<u32>(rotr<u32>(e, 14) ^ e, 5) ^ e, 6) + (g ^ (e & (f ^ g))) + added;
}

/** Returns what the earlier half of the state adds. */
// @ts-ignore: decorator
@inline
function majority(a: u32, b: u32, c: u32): u32 {
  return rotr<u32>(rotr<u32>(rotr<u32>(a, 9) ^ a, 11) ^ a, 2) + ((a & b) | (c & (a | b)));
}

/**
 * Adds a block to the state. Sixteen rounds are written out, so that the words of the message stay in variables and
 * those of the state are renamed instead of moved.
 */
function addBlock(from: u32): void {
  let w0 = bswap(load<u32>(from));
  let w1 = bswap(load<u32>(from, 4));
  let w2 = bswap(load<u32>(from, 8));
  let w3 = bswap(load<u32>(from, 12));
  let w4 = bswap(load<u32>(from, 16));
  let w5 = bswap(load<u32>(from, 20));
  let w6 = bswap(load<u32>(from, 24));
  let w7 = bswap(load<u32>(from, 28));
  let w8 = bswap(load<u32>(from, 32));
  let w9 = bswap(load<u32>(from, 36));
  let w10 = bswap(load<u32>(from, 40));
  let w11 = bswap(load<u32>(from, 44));
  let w12 = bswap(load<u32>(from, 48));
  let w13 = bswap(load<u32>(from, 52));
  let w14 = bswap(load<u32>(from, 56));
  let w15 = bswap(load<u32>(from, 60));
  let a = load<u32>(state);
  let b = load<u32>(state, 4);
  let c = load<u32>(state, 8);
  let d = load<u32>(state, 12);
  let e = load<u32>(state, 16);
  let f = load<u32>(state, 20);
  let g = load<u32>(state, 24);
  let h = load<u32>(state, 28);
  const end = <u32>constants + 3 * BLOCK;
  for (let at = <u32>constants; ; at += BLOCK) {
    h = mixed(e, f, g, h, load<u32>(at) + w0);
    d += h;
    h += majority(a, b, c);
    g = mixed(d, e, f, g, load<u32>(at, 4) + w1);
    c += g;
    g += majority(h, a, b);
    f = mixed(c, d, e, f, load<u32>(at, 8) + w2);
    b += f;
    f += majority(g, h, a);
    e = mixed(b, c, d, e, load<u32>(at, 12) + w3);
    a += e;
    e += majority(f, g, h);
    d = mixed(a, b, c, d, load<u32>(at, 16) + w4);
    h += d;
    d += majority(e, f, g);
    c = mixed(h, a, b, c, load<u32>(at, 20) + w5);
    g += c;
    c += majority(d, e, f);
    b = mixed(g, h, a, b, load<u32>(at, 24) + w6);
    f += b;
    b += majority(c, d, e);
    a = mixed(f, g, h, a, load<u32>(at, 28) + w7);
    e += a;
    a += majority(b, c, d);
    h = mixed(e, f, g, h, load<u32>(at, 32) + w8);
    d += h;
    h += majority(a, b, c);
    g = mixed(d, e, f, g, load<u32>(at, 36) + w9);
    c += g;
    g += majority(h, a, b);
    f = mixed(c, d, e, f, load<u32>(at, 40) + w10);
    b += f;
    f += majority(g, h, a);
    e = mixed(b, c, d, e, load<u32>(at, 44) + w11);
    a += e;
    e += majority(f, g, h);
    d = mixed(a, b, c, d, load<u32>(at, 48) + w12);
    h += d;
    d += majority(e, f, g);
    c = mixed(h, a, b, c, load<u32>(at, 52) + w13);
    g += c;
    c += majority(d, e, f);
    b = mixed(g, h, a, b, load<u32>(at, 56) + w14);
    f += b;
    b += majority(c, d, e);
    a = mixed(f, g, h, a, load<u32>(at, 60) + w15);
    e += a;
    a += majority(b, c, d);
    if (at == end) break;
    w0 += first(w1) + w9 + second(w14);
    w1 += first(w2) + w10 + second(w15);
    w2 += first(w3) + w11 + second(w0);
    w3 += first(w4) + w12 + second(w1);
    w4 += first(w5) + w13 + second(w2);
    w5 += first(w6) + w14 + second(w3);
    w6 += first(w7) + w15 + second(w4);
    w7 += first(w8) + w0 + second(w5);
    w8 += first(w9) + w1 + second(w6);
    w9 += first(w10) + w2 + second(w7);
    w10 += first(w11) + w3 + second(w8);
    w11 += first(w12) + w4 + second(w9);
    w12 += first(w13) + w5 + second(w10);
    w13 += first(w14) + w6 + second(w11);
    w14 += first(w15) + w7 + second(w12);
    w15 += first(w0) + w8 + second(w13);
  }
  store<u32>(state, load<u32>(state) + a);
  store<u32>(state, load<u32>(state, 4) + b, 4);
  store<u32>(state, load<u32>(state, 8) + c, 8);
  store<u32>(state, load<u32>(state, 12) + d, 12);
  store<u32>(state, load<u32>(state, 16) + e, 16);
  store<u32>(state, load<u32>(state, 20) + f, 20);
  store<u32>(state, load<u32>(state, 24) + g, 24);
  store<u32>(state, load<u32>(state, 28) + h, 28);
}
