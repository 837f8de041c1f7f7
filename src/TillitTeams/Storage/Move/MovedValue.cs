using System.Data.Common;
using Npgsql;

namespace TillitTeams.Storage.Move;

/// <summary>A value as it is in .NET, whichever database it was read from.</summary>
internal static class MovedValue
{
    /// <returns>Null where there is none.</returns>
    public static object? Read(DbDataReader reader, int at, Type kind) =>
        reader.IsDBNull(at) ? null
        : kind == typeof(string) ? reader.GetString(at)
        : kind == typeof(Guid) ? reader.GetGuid(at)
        : kind == typeof(long) ? reader.GetInt64(at)
        : kind == typeof(int) ? reader.GetInt32(at)
        : kind == typeof(bool) ? reader.GetBoolean(at)
        : kind == typeof(DateOnly) ? reader.GetFieldValue<DateOnly>(at)
        : kind == typeof(TimeOnly) ? reader.GetFieldValue<TimeOnly>(at)
        : kind == typeof(byte[]) ? reader.GetFieldValue<byte[]>(at)
        : throw new NotSupportedException($"Nobody has said yet how values of {kind.Name} are moved.");

    public static Task WriteAsync(NpgsqlBinaryImporter writer, object? value, CancellationToken cancellationToken) => value switch
    {
        null => writer.WriteNullAsync(cancellationToken),
        string text => writer.WriteAsync(text, cancellationToken),
        Guid id => writer.WriteAsync(id, cancellationToken),
        long number => writer.WriteAsync(number, cancellationToken),
        int number => writer.WriteAsync(number, cancellationToken),
        bool flag => writer.WriteAsync(flag, cancellationToken),
        DateOnly day => writer.WriteAsync(day, cancellationToken),
        TimeOnly time => writer.WriteAsync(time, cancellationToken),
        byte[] bytes => writer.WriteAsync(bytes, cancellationToken),
        _ => throw new NotSupportedException($"Nobody has said yet how values of {value.GetType().Name} are moved."),
    };

    public static bool AreSame(object? one, object? other) =>
        one is byte[] bytes && other is byte[] others ? bytes.AsSpan().SequenceEqual(others) : Equals(one, other);
}
