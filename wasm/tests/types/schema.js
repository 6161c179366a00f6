/**
 * Writes the JSON schemas in `docs/schema` as TypeScript types.
 *
 * A place in a schema is written as its file's name and a JSON pointer: `reply#/$defs/answer`.
 */

import { readFileSync } from "node:fs";

const FOLDER = new URL("../../../docs/schema/", import.meta.url);

export class Schemas {
  /**
   * @param {string[]} names of the schemas
   * @param {Record<string, string>} named the types that stand for places, wherever they are
   *   referred to
   */
  constructor(names, named) {
    this.named = named;
    this.visited = new Set();
    this.files = new Map(
      names.map((name) => {
        const text = readFileSync(new URL(`${name}.schema.json`, FOLDER), "utf8");
        return [name, JSON.parse(text)];
      }),
    );
  }

  /** The places of all definitions, and of the schemas themselves. */
  places() {
    return [...this.files].flatMap(([name, schema]) => [
      `${name}#`,
      ...Object.keys(schema.$defs ?? {}).map((key) => `${name}#/$defs/${key}`),
    ]);
  }

  /** What a place says, as a type. */
  typeAt(place) {
    return this.#write(this.#at(place), place);
  }

  /** The properties of the object at a place: their types, and whether one may be left out. */
  propertiesAt(place) {
    const object = this.#object(this.#at(place), place);
    return object && this.#properties(object);
  }

  #at(place) {
    this.visited.add(place);
    const [name, pointer] = place.split("#");
    const keys = pointer.split("/").slice(1);
    const found = keys.reduce((schema, key) => schema?.[key], this.files.get(name));
    if (found === undefined) throw new Error(`nothing is at ${place}`);
    return found;
  }

  /** The type of a place, by its name where it has one. */
  #refer(schema, place) {
    this.visited.add(place);
    return this.named[place] ?? this.#write(schema, place);
  }

  #write(schema, place) {
    const unknown = Object.keys(schema).filter(
      (key) => !WRITTEN.has(key) && !CHECKED_BY_VALUE.has(key),
    );
    if (unknown.length > 0) throw new Error(`${place} has ${unknown}, which no type is known for`);
    if (schema.$ref) {
      const target = resolved(schema.$ref, place);
      return this.#refer(this.#at(target), target);
    }
    if ("const" in schema) return JSON.stringify(schema.const);
    if (schema.enum) return union(schema.enum.map((value) => JSON.stringify(value)));
    for (const key of ["oneOf", "anyOf"]) {
      if (schema[key]) {
        return union(schema[key].map((one, index) => this.#refer(one, `${place}/${key}/${index}`)));
      }
    }
    const object = this.#object(schema, place);
    if (object && schema.if) return this.#variants(schema, object);
    const types = schema.type ?? "object";
    return union([types].flat().map((type) => this.#simple(type, schema, object, place)));
  }

  #simple(type, schema, object, place) {
    switch (type) {
      case "null":
      case "boolean":
      case "string":
      case "number":
        return type;
      case "integer":
        return "number";
      case "array":
        return `Array<${this.#refer(schema.items, `${place}/items`)}>`;
      case "object":
        if (object) return written(this.#properties(object));
        return `{ [name: string]: ${this.#values(schema.additionalProperties, place)} }`;
      default:
        throw new Error(`${place} has the type ${type}`);
    }
  }

  #values(schema, place) {
    return this.#refer(schema, `${place}/additionalProperties`);
  }

  /** All properties of an object, with those of the objects it is one of; nothing for a map. */
  #object(schema, place) {
    if (schema.$ref) {
      const target = resolved(schema.$ref, place);
      return this.#object(this.#at(target), target);
    }
    if (!schema.properties && !schema.allOf) return undefined;
    const object = { properties: new Map(), required: new Set(schema.required) };
    for (const [index, part] of (schema.allOf ?? []).entries()) {
      const { properties, required } = this.#object(part, `${place}/allOf/${index}`);
      for (const [key, property] of properties) object.properties.set(key, property);
      for (const key of required) object.required.add(key);
    }
    for (const [key, property] of Object.entries(schema.properties ?? {})) {
      object.properties.set(key, { schema: property, place: `${place}/properties/${key}` });
    }
    for (const key of object.required) {
      if (!object.properties.has(key))
        throw new Error(`${place} requires ${key}, which it does not have`);
    }
    return object;
  }

  #properties({ properties, required }) {
    return [...properties].map(([key, { schema, place }]) => ({
      key,
      isOptional: !required.has(key),
      type: this.#refer(schema, place),
    }));
  }

  /** `if` one key has one of its values, `then` more is required. */
  #variants(schema, object) {
    const [[key, { const: value }], ...others] = Object.entries(schema.if.properties);
    if (others.length > 0 || value === undefined) throw new Error("`if` is on more than one value");
    const rest = object.properties.get(key).schema.enum.filter((one) => one !== value);
    const more = { ...object, required: new Set([...object.required, ...schema.then.required]) };
    const variant = (values, object) =>
      written(
        this.#properties(object).map((one) =>
          one.key === key ? { ...one, type: union(values.map((one) => JSON.stringify(one))) } : one,
        ),
      );
    return union([variant([value], more), variant(rest, object)]);
  }
}

const union = (types) => [...new Set(types)].join(" | ");

function written(properties) {
  const all = properties.map(
    ({ key, isOptional, type }) => `${key}${isOptional ? "?" : ""}: ${type}`,
  );
  return `{ ${all.join("; ")} }`;
}

/** The place that a reference in another place leads to. */
function resolved(reference, from) {
  const [file, pointer] = reference.split("#");
  const name = file === "" ? from.split("#")[0] : file.replace(/\.schema\.json$/, "");
  return `${name}#${pointer}`;
}

/** The keywords that types are written from. */
const WRITTEN = new Set([
  "$ref",
  "const",
  "enum",
  "oneOf",
  "anyOf",
  "allOf",
  "if",
  "then",
  "type",
  "properties",
  "required",
  "items",
  "additionalProperties",
  "unevaluatedProperties",
]);

/** The keywords that say more than a type can, or nothing about values. */
const CHECKED_BY_VALUE = new Set([
  "$schema",
  "$id",
  "$defs",
  "title",
  "description",
  "format",
  "pattern",
  "propertyNames",
  "minimum",
  "maximum",
  "minItems",
  "maxItems",
  "minLength",
  "maxLength",
]);
