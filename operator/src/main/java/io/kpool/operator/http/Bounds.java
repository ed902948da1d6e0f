package io.kpool.operator.http;

import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Optional;

/** Holds requests to what is published of their fields. What does not keep to it is an IllegalArgumentException. */
final class Bounds {
    private Bounds() {}

    static void check(Record value) {
        check(value, "");
    }

    /** The place of a record's annotations that everything can be annotated at. */
    static Field field(RecordComponent component) {
        try {
            return component.getDeclaringRecord().getDeclaredField(component.getName());
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException("a record without a field for " + component, e);
        }
    }

    private static void check(Record value, String prefix) {
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            String path = prefix + component.getName();
            Field field = field(component);
            Object content = content(field, value);
            requireThere(field, content, path);
            requireSize(field, content, path);
            requireRange(field, content, path);
            descend(content, component.getAnnotatedType(), path);
        }
    }

    /** How what is in a list is annotated; empty: it is no list. */
    static Optional<AnnotatedType> elements(AnnotatedType type) {
        return type instanceof AnnotatedParameterizedType list
                ? Optional.of(list.getAnnotatedActualTypeArguments()[0])
                : Optional.empty();
    }

    private static void descend(Object content, AnnotatedType type, String path) {
        if (content instanceof Record part) {
            check(part, path + ".");
        } else if (content instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                String place = path + "[" + i + "]";
                if (list.get(i) == null) {
                    throw new IllegalArgumentException("the field \"" + place + "\" is null: leave it out");
                }
                AnnotatedType element = elements(type).orElseThrow();
                requireSize(element, list.get(i), place);
                descend(list.get(i), element, place);
            }
        }
    }

    private static void requireThere(Field field, Object content, String path) {
        if (field.isAnnotationPresent(Required.class) && (content == null || size(content) == 0)) {
            throw new IllegalArgumentException("the field \"" + path + "\" is missing: set it");
        }
    }

    private static void requireSize(AnnotatedElement place, Object content, String path) {
        Size size = place.getAnnotation(Size.class);
        if (size == null || content == null) {
            return;
        }
        String has = "the field \"" + path + "\" has " + size(content)
                + (content instanceof List ? " entries" : " characters");
        if (size(content) > size.max()) {
            throw new IllegalArgumentException(has + ": at most " + size.max() + " are allowed");
        }
        if (size(content) < size.min()) {
            throw new IllegalArgumentException(has + ": at least " + size.min() + " are needed");
        }
    }

    private static void requireRange(Field field, Object content, String path) {
        Min min = field.getAnnotation(Min.class);
        Max max = field.getAnnotation(Max.class);
        if (content instanceof Number number) {
            if (min != null && number.longValue() < min.value()) {
                throw new IllegalArgumentException(
                        "the field \"" + path + "\" is " + number + ": give at least " + (long) min.value());
            }
            if (max != null && number.longValue() > max.value()) {
                throw new IllegalArgumentException(
                        "the field \"" + path + "\" is " + number + ": give at most " + (long) max.value());
            }
        }
    }

    /** Of what can be empty; of anything else more than nothing. */
    private static int size(Object content) {
        return switch (content) {
            case String text -> text.codePointCount(0, text.length());
            case List<?> list -> list.size();
            default -> 1;
        };
    }

    private static Object content(Field field, Record value) {
        try {
            field.setAccessible(true);
            return field.get(value);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("cannot read " + field, e);
        }
    }
}
