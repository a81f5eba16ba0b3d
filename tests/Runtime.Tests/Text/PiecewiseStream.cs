namespace Runnel.Tests.Text;

/// <summary>A byte stream whose reads give what they are told to give.</summary>
internal sealed class PiecewiseStream(params byte[][] pieces) : Stream
{
    private readonly Queue<byte[]> left = new(pieces.Where(piece => piece.Length > 0));

    public bool IsDisposed { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    // The base class's leaves for the thread pool.
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!left.TryDequeue(out var piece))
        {
            return new(0);
        }

        piece.CopyTo(buffer);
        return new(piece.Length);
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing) => IsDisposed = true;
}
