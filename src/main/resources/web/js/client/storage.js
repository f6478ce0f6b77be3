/**
 * Where an outbox outlives the page. A shelf keeps small JSON items by key:
 * `put(key, item)`, `remove(key)` and `all()`, each a promise that is kept once the shelf has done it.
 *
 * @typedef {{put(key: string, item: object): Promise<void>, remove(key: string): Promise<void>, all(): Promise<any[]>}} Shelf
 */

/** A shelf that lives as long as the process. @implements {Shelf} */
export class MemoryShelf {
  #items = new Map();

  /**
   * @param {string} key
   * @param {object} item
   */
  async put(key, item) {
    this.#items.set(key, structuredClone(item));
  }

  /** @param {string} key */
  async remove(key) {
    this.#items.delete(key);
  }

  async all() {
    return [...this.#items.values()].map((item) => structuredClone(item));
  }
}

const STORE = 'outbox';

/**
 * A shelf in the browser's database, one per owner, in the clear on this device. Tabs of one owner share it.
 *
 * @implements {Shelf}
 */
export class IndexedDbShelf {
  #database;
  #owner;

  /**
   * @param {IDBDatabase} database
   * @param {string} owner
   */
  constructor(database, owner) {
    this.#database = database;
    this.#owner = owner;
  }

  /**
   * @param {string} owner whose items these are; others' stay out of sight
   * @param {string} [name] of the database
   * @returns {Promise<IndexedDbShelf>} fails where the browser gives no database, as in some private windows
   */
  static async open(owner, name = 'parley') {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    return new IndexedDbShelf(await settled(request), owner);
  }

  /**
   * @param {string} key
   * @param {object} item
   */
  async put(key, item) {
    await this.#write((store) => store.put(item, [this.#owner, key]));
  }

  /** @param {string} key */
  async remove(key) {
    await this.#write((store) => store.delete([this.#owner, key]));
  }

  async all() {
    const store = this.#database.transaction(STORE).objectStore(STORE);
    return settled(store.getAll(IDBKeyRange.bound([this.#owner], [this.#owner, []])));
  }

  /**
   * @param {(store: IDBObjectStore) => void} change
   * @returns {Promise<void>}
   */
  #write(change) {
    const transaction = this.#database.transaction(STORE, 'readwrite', { durability: 'strict' });
    change(transaction.objectStore(STORE));
    return new Promise((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
    });
  }
}

/**
 * @template T
 * @param {IDBRequest<T>} request
 * @returns {Promise<T>}
 */
function settled(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
