using Runnel.Storage;

namespace Runnel.Testing.Tests.Conformance;

/// <summary>Bugs of waiting, of the line, and of children, and the cases that must see them.</summary>
internal static class WaitingBugs
{
    public static IReadOnlyList<(string Case, Func<IRunStore, IRunStore> Break)> All { get; } =
    [
        ("A run that waits keeps its worker, its token and its execution", store => new StoreThatHandsBackWhatWaits(store)),
        ("A run that has waited goes on in the same execution, and takes a slot", store => new StoreThatResumesWithoutASlot(store)),
        ("What waits is among what its worker owns", store => new StoreThatTakesWaitingForLeft(store)),
        ("An append for whoever owns the run holds while it waits, one for nobody conflicts", store => new StoreThatTakesWaitingForUnowned(store)),
        ("An execution that waited when its run was taken from it is fenced: it neither goes on nor writes", store => new StoreThatComparesNoTokens(store)),
        ("A run that cannot go on for want of a slot stands in line, and nothing of its append is kept", store => new StoreThatWritesWithoutASlot(store)),
        ("The append of one in line, made again when there is a slot, holds", store => new StoreThatWritesWithoutASlot(store)),
        ("Who stands in line goes before runs that are to begin", store => new StoreThatForgetsTheLine(store)),
        ("Those in line go on in the order in which they came", store => new StoreThatForgetsTheLine(store)),
        ("Who comes when others stand in line stands behind them, though there is a slot", store => new StoreThatForgetsTheLine(store)),
        ("Who stands in line is told when a slot is free", store => new StoreThatTellsNobodyInLine(store)),
        ("When one in line is canceled from outside, the next is told and goes on", store => new StoreWithGhostsInLine(store)),
        ("When one in line is taken from its dead worker, the next is told and goes on", store => new StoreThatTellsNobodyInLine(store)),
        ("When the only one in line is canceled from outside, runs may begin again", store => new StoreWithGhostsInLine(store)),
        ("An append's children are there when it is", store => new StoreThatForgetsChildren(store)),
        ("An append that is fenced creates no children", store => new StoreThatCreatesChildrenFirst(store)),
        ("An append of an execution that handed its run back creates no children", store => new StoreThatCreatesChildrenFirst(store)),
        ("An append to a run that has ended creates no children", store => new StoreThatCreatesChildrenFirst(store)),
        ("An append that is refused creates no children", store => new StoreThatCreatesChildrenFirst(store)),
        ("An append that finds no slot creates its children when it holds, not before", store => new StoreThatCreatesChildrenFirst(store)),
        ("Of two that append as one execution's number only one's children are there", store => new StoreThatCreatesChildrenFirst(store)),
        ("An append made again creates its children once", store => new StoreThatNamesChildrenItself(store)),
        ("A child that exists already is left as it is, and the append holds", store => new StoreThatNamesChildrenItself(store)),
    ];
}
