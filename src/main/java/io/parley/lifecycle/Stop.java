package io.parley.lifecycle;

/** Why a node stops. */
public enum Stop {
    /** Somebody asked: SIGTERM, SIGINT, or the end of the program that embeds the node. */
    ASKED,
    /** The process that started this one is gone, and nobody is left who could ask. */
    PARENT_GONE,
    /** The node cannot vouch for itself any more. */
    FATAL
}
